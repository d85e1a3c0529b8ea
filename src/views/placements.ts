import type { Placement } from '../operations/list-placements.ts';
import { rowViews } from './lists.ts';

/** How placements look in each form: one row for each cluster, or for each profile. */
export function placementViews(byCluster: boolean) {
  return rowViews<Placement>({
    kind: 'PlacementList',
    columns: [
      byCluster
        ? { title: 'CLUSTER', value: (placement) => placement.cluster ?? '' }
        : { title: 'CLUSTERS', value: (placement) => String(placement.clusters ?? '') },
      { title: 'NAMESPACE', value: (placement) => placement.namespace },
      { title: 'APPLICATION', value: (placement) => placement.application },
      { title: 'VARIANT', value: (placement) => placement.variant },
      { title: 'PROFILE', value: (placement) => placement.profile },
    ],
    name: (placement) => `application/${placement.application}`,
    object: (placement) => placement,
  });
}
