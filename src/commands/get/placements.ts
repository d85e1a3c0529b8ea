import type { ClusterSet } from '../../model/cluster-set.ts';
import { UsageError } from '../../model/errors.ts';
import { requireObject } from '../../operations/list/find-objects.ts';
import { listPlacements } from '../../operations/list/list-placements.ts';
import type { ReadFleet } from '../../state/read-fleet.ts';
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
  const fleet = await openFleet(context);
  if (cluster !== undefined) requireObject(fleet, 'Cluster', cluster);
  if (application !== undefined) requireObject(fleet, 'Application', application);
  const clusters = clustersOf(context, fleet, expression, cluster);
  const rows = listPlacements(fleet.resolution, { clusters, application });
  const counted = countRows();
  const sorted = keys.length === 0 ? rows : sortRows(rows, keys);
  context.print(placementViews(columns), { rows: counted.rows(sorted), headers });
  if (counted.count === 0) context.note('no placements');
  return 'done';
}

function clustersOf(
  context: Context,
  fleet: ReadFleet,
  expression: string | undefined,
  cluster: string | undefined,
): ClusterSet | undefined {
  if (expression !== undefined) return selected(context, fleet, expression);
  return cluster === undefined ? undefined : selected(context, fleet, `/c/${cluster}`);
}
