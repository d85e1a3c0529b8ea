import { listRequests } from '../operations/list-requests.ts';
import { readColumns, readSortKeys } from '../views/find-column.ts';
import { requestColumns, requestViews } from '../views/requests.ts';
import { sortRows } from '../views/sort-rows.ts';
import type { Context } from './context.ts';
import { openFleet, selected } from './fleet.ts';
import type { TableOptions } from './get-rows.ts';
import type { Outcome } from './outcome.ts';
import { withProgress } from './progress.ts';

interface RequestOptions extends Omit<TableOptions, 'tree'> {
  /** Of applications, alone or behind their kind. */
  readonly names: readonly string[];
  readonly expression: string | undefined;
}

/** Shows which applications wait for a namespace: `get requests`. */
export async function showRequests(
  context: Context,
  { names, expression, columns, sortBy, headers }: RequestOptions,
): Promise<Outcome> {
  const choice = { columns: requestColumns };
  const shown = columns === undefined ? requestColumns : readColumns(columns, choice);
  const keys = sortBy === undefined ? [] : readSortKeys(sortBy, choice);
  const fleet = await openFleet(context);
  const clusters = expression === undefined ? undefined : selected(context, fleet, expression);
  const filter = { names: names.map((name) => name.replace(/^app(lications?)?\//i, '')), clusters };
  const rows = await withProgress(context, (progress) =>
    listRequests(context.host, fleet.state, fleet.resolution, filter, progress),
  );
  context.print(requestViews(shown), { rows: keys.length === 0 ? rows : sortRows(rows, keys), headers });
  if (rows.length === 0) context.note('no requests');
  return 'done';
}
