import { UsageError } from '../../model/errors.ts';
import { requireObject } from '../../operations/list/find-objects.ts';
import { listPlacements } from '../../operations/list/list-placements.ts';
import { readColumns, readSortKeys } from '../../views/find-column.ts';
import { placementColumns, placementViews } from '../../views/placements.ts';
import { sortRows } from '../../views/sort-rows.ts';
import type { Context } from '../frame/context.ts';
import { countRows } from '../frame/count-rows.ts';
import { openFleet, selected } from '../frame/fleet.ts';
import type { Outcome } from '../frame/outcome.ts';
import type { TableOptions } from './rows.ts';

interface PlacementOptions extends Omit<TableOptions, 'tree'> {
  readonly expression: string | undefined;
  readonly cluster: string | undefined;
  readonly application: string | undefined;
}

/** Shows what runs where: `get placements`. */
export async function showPlacements(
  context: Context,
  { expression, cluster, application, columns: typed, sortBy, headers }: PlacementOptions,
): Promise<Outcome> {
  if (expression !== undefined && cluster !== undefined) throw new UsageError('give either -l or --cluster');
  const choice = {
    columns: placementColumns([expression, cluster, application].some((option) => option !== undefined)),
  };
  const columns = typed === undefined ? choice.columns : readColumns(typed, choice);
  const keys = sortBy === undefined ? [] : readSortKeys(sortBy, choice);
  const state = await openFleet(context);
  if (cluster !== undefined) await requireObject(state, 'Cluster', cluster);
  if (application !== undefined) await requireObject(state, 'Application', application);
  const wanted = expression ?? (cluster === undefined ? undefined : `/c/${cluster}`);
  const clusters = wanted === undefined ? undefined : await selected(context, state, wanted);
  const rows = listPlacements(await state.resolution(), { clusters, application });
  const counted = countRows();
  const sorted = keys.length === 0 ? rows : sortRows(rows, keys);
  context.print(placementViews(columns), { rows: counted.rows(sorted), headers });
  if (counted.count === 0) context.note('no placements');
  return 'done';
}
