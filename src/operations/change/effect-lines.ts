import { at } from '../../model/at.ts';
import type { ClusterSet } from '../../model/cluster-set.ts';
import { countOf, someOf } from '../../model/counts.ts';
import type { ClusterPairs } from '../../plan/cluster-pairs.ts';
import type { MembershipChange } from '../../plan/membership-changes.ts';
import type { PlacementChange } from '../../plan/placement-changes.ts';
import type { ValueChange } from '../../plan/value-changes.ts';

/** `application/till leaves 3 clusters: e1, e2, w1`: a line for each way in which clusters get something else. */
export function placementLines(changes: readonly PlacementChange[], clusters: ClusterPairs): string[] {
  return changes.flatMap((change) => {
    const what = referenceTo(change);
    return [
      ...leavingLines([change], clusters),
      ...clusterLine(`${what} comes to`, change.gained, clusters),
      ...clusterLine(`${what} becomes another variant on`, change.changed, clusters),
    ];
  });
}

/** `namespace/shop leaves 1 cluster: e1`: a line for each namespace and application that clusters lose. */
export function leavingLines(changes: readonly PlacementChange[], clusters: ClusterPairs): string[] {
  return changes.flatMap((change) => clusterLine(`${referenceTo(change)} leaves`, change.lost, clusters));
}

function referenceTo({ namespace, application }: PlacementChange): string {
  return application === undefined ? `namespace/${namespace}` : `application/${application}`;
}

/** `ring/canary loses 1 cluster: e1` */
export function membershipLines(
  kind: 'ring' | 'group',
  changes: readonly MembershipChange[],
  clusters: ClusterPairs,
): string[] {
  return changes.flatMap(({ name, joined, left }) => [
    ...clusterLine(`${kind}/${name} loses`, left, clusters),
    ...clusterLine(`${kind}/${name} gets`, joined, clusters),
  ]);
}

/** `values.region changes on 2 clusters: e1, e2` */
export function valueLines(changes: readonly ValueChange[], clusters: ClusterPairs): string[] {
  return changes.flatMap((change) => clusterLine(`${change.field} changes on`, change.clusters, clusters));
}

/** `application/till leaves 2 clusters: e1, e2`; nothing if there are none. */
export function clusterLine(what: string, set: ClusterSet, { names }: ClusterPairs): string[] {
  const count = set.count();
  if (count === 0) return [];
  return [`${what} ${countOf(count, 'cluster')}: ${someOf(set.first(4).map((index) => at(names, index)))}`];
}
