import type { Resolution } from '../../model/resolution.ts';
import { type ClusterPairs, pairClusters } from '../../plan/cluster-pairs.ts';
import { type PlacementChange, placementChanges } from '../../plan/placement-changes.ts';
import type { PlannedChange } from './change-fleet.ts';

/** How a change of who is where reaches clusters. */
export interface PlacementEffects {
  readonly before: Resolution;
  readonly after: Resolution;
  readonly clusters: ClusterPairs;
  readonly changes: readonly PlacementChange[];
}

/** Who gets what before and after a change; undefined if one of the two cannot be told. */
export async function placementEffects(planned: PlannedChange): Promise<PlacementEffects | undefined> {
  const before = (await planned.before.evaluated()).resolution;
  const after = (await planned.after.evaluated()).resolution;
  if (!before || !after) return undefined;
  const clusters = pairClusters(before.inventory, after.inventory, {});
  return { before, after, clusters, changes: placementChanges(before, after, clusters) };
}
