import type { Placement } from '../operations/list/list-placements.ts';
import { type Column, rowViews } from './lists.ts';

/** How placements look in each form. */
export function placementViews(columns: readonly Column<Placement>[]) {
  return rowViews<Placement>({
    kind: 'PlacementList',
    columns,
    name: (placement) => `application/${placement.application}`,
    object: (placement) => placement,
  });
}

/** One row for each cluster, or for each profile. */
export function placementColumns(byCluster: boolean): readonly Column<Placement>[] {
  return [
    byCluster
      ? { title: 'CLUSTER', value: (placement) => placement.cluster ?? '' }
      : { title: 'CLUSTERS', value: (placement) => String(placement.clusters ?? '') },
    { title: 'NAMESPACE', value: (placement) => placement.namespace },
    { title: 'APPLICATION', value: (placement) => placement.application },
    { title: 'VARIANT', value: (placement) => placement.variant },
    { title: 'PROFILE', value: (placement) => placement.profile },
  ];
}

/** Why a cluster still has what is not placed there any more. */
export const noteColumn: Column<Placement> = { title: 'NOTE', value: ({ note }) => note ?? '' };
