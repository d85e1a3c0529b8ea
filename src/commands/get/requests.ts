import { kindWordsOf } from '../../model/kind-names.ts';
import { listRequests } from '../../operations/agreement/list-requests.ts';
import { findObjects } from '../../operations/list/find-objects.ts';
import { readColumns, readSortKeys } from '../../views/find-column.ts';
import { requestColumns, requestViews } from '../../views/requests.ts';
import { sortRows } from '../../views/sort-rows.ts';
import type { Context } from '../frame/context.ts';
import { openFleet, selected } from '../frame/fleet.ts';
import { nameWord } from '../frame/named-cluster.ts';
import type { Outcome } from '../frame/outcome.ts';
import type { TableOptions } from './rows.ts';

interface RequestOptions extends Omit<TableOptions, 'tree'> {
  /** Of applications. */
  readonly names: readonly string[];
  readonly expression: string | undefined;
}

/** The applications that were asked for by `requests A` or `request/A`, empty for all; undefined if it is about others. */
export function readRequestNames(kind: string, names: readonly string[]): readonly string[] | undefined {
  const all = /^requests?\//i.test(kind) ? [kind, ...names] : /^requests?$/i.test(kind) ? names : undefined;
  return all?.map((name) => nameWord(name.replace(/^requests?\//i, ''), kindWordsOf('Application')));
}

/** Shows which applications wait for a namespace: `get requests`. */
export async function showRequests(
  context: Context,
  { names, expression, columns, sortBy, headers }: RequestOptions,
): Promise<Outcome> {
  const choice = { columns: requestColumns };
  const shown = columns === undefined ? requestColumns : readColumns(columns, choice);
  const keys = sortBy === undefined ? [] : readSortKeys(sortBy, choice);
  const state = await openFleet(context);
  const clusters = expression === undefined ? undefined : await selected(context, state, expression);
  const words = kindWordsOf('Application');
  const { found, missing } = await findObjects(
    state,
    names.map((name) => ({ words, name })),
  );
  if (missing && found.length === 0) throw missing;
  const filter = { names: found.map(({ name }) => name), clusters };
  const rows = await listRequests(state, filter);
  context.print(requestViews(shown), { rows: keys.length === 0 ? rows : sortRows(rows, keys), headers });
  if (rows.length === 0) context.note('no requests');
  if (missing) throw missing;
  return 'done';
}
