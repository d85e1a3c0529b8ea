import { requireObject } from '../../operations/list/find-objects.ts';
import { listOverlays } from '../../operations/list/list-overlays.ts';
import { readColumns, readSortKeys } from '../../views/find-column.ts';
import { overlayColumns, overlayViews } from '../../views/overlays.ts';
import { sortRows } from '../../views/sort-rows.ts';
import type { Context } from '../frame/context.ts';
import { openFleet, selected } from '../frame/fleet.ts';
import type { Outcome } from '../frame/outcome.ts';
import type { TableOptions } from './rows.ts';

interface OverlayOptions extends Omit<TableOptions, 'tree'> {
  readonly names: readonly string[];
  readonly expression: string | undefined;
  readonly application: string | undefined;
}

/** The overlays that were asked for by `overlays A/B` or `overlay/A/B`, empty for all; undefined if it is about others. */
export function readOverlayNames(kind: string, names: readonly string[]): readonly string[] | undefined {
  const all = /^overlays?\//i.test(kind) ? [kind, ...names] : /^overlays?$/i.test(kind) ? names : undefined;
  return all?.map((name) => name.replace(/^overlays?\//i, ''));
}

/** Shows overlays: `get overlays`. */
export async function showOverlays(
  context: Context,
  { names, expression, application, columns, sortBy, headers }: OverlayOptions,
): Promise<Outcome> {
  const choice = { columns: overlayColumns };
  const shown = columns === undefined ? overlayColumns : readColumns(columns, choice);
  const keys = sortBy === undefined ? [] : readSortKeys(sortBy, choice);
  const state = await openFleet(context);
  if (application !== undefined) await requireObject(state, 'Application', application);
  const clusters = expression === undefined ? undefined : await selected(context, state, expression);
  const rows = listOverlays(await state.resolution(), { names, application, clusters });
  context.print(overlayViews(shown), { rows: keys.length === 0 ? rows : sortRows(rows, keys), headers });
  if (rows.length === 0) context.note('no overlays');
  return 'done';
}
