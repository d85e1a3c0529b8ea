import { UsageError } from '../../model/errors.ts';
import { clusterDeliveries } from '../../operations/deliver/cluster-deliveries.ts';
import { requireObject } from '../../operations/list/find-objects.ts';
import { leavingPlacements, listPlacements, type Placement } from '../../operations/list/list-placements.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { readColumns, readSortKeys } from '../../views/find-column.ts';
import { noteColumn, placementColumns, placementViews } from '../../views/placements.ts';
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
  const columns = typed === undefined ? undefined : readColumns(typed, choice);
  const keys = sortBy === undefined ? [] : readSortKeys(sortBy, choice);
  const state = await openFleet(context);
  if (cluster !== undefined) await requireObject(state, 'Cluster', cluster);
  const wanted = expression ?? (cluster === undefined ? undefined : `/c/${cluster}`);
  const clusters = wanted === undefined ? undefined : await selected(context, state, wanted);
  const placed = listPlacements(await state.resolution(), { clusters, application });
  const leaving = cluster === undefined ? [] : await leavingFrom(context, state, { cluster, application });
  if (application !== undefined && leaving.length === 0) await requireObject(state, 'Application', application);
  const rows = leaving.length === 0 ? placed : [...placed, ...leaving];
  const counted = countRows();
  const sorted = keys.length === 0 ? rows : sortRows(rows, keys);
  const shown = columns ?? [...choice.columns, ...(leaving.length === 0 ? [] : [noteColumn])];
  context.print(placementViews(shown), { rows: counted.rows(sorted), headers });
  if (counted.count === 0) context.note('no placements');
  return 'done';
}

/** What a cluster still has, of an application that need not be in the inventory any more. */
async function leavingFrom(
  { host }: Context,
  state: FleetState,
  { cluster, application }: { readonly cluster: string; readonly application: string | undefined },
): Promise<Placement[]> {
  const delivery = (await clusterDeliveries(host, state, [cluster]))(cluster);
  const leaving = delivery ? leavingPlacements(await state.resolution(), cluster, delivery) : [];
  return leaving.filter((one) => application === undefined || one.application === application);
}
