import { at } from '../../model/at.ts';
import { type ClusterDelivery, leavingOf, waitFor } from '../../model/cluster-delivery.ts';
import type { ClusterSet } from '../../model/cluster-set.ts';
import type { Resolution } from '../../model/resolution.ts';

/** One item of a PlacementList: an application on a cluster, or on the clusters of a profile. */
export interface Placement {
  /** The name of the cluster; the number of clusters if items stand for whole profiles. */
  readonly cluster?: string;
  readonly clusters?: number;
  readonly namespace: string;
  readonly application: string;
  readonly variant: string;
  readonly overlays: readonly string[];
  /** Empty for what is not placed there any more. */
  readonly profile: string;
  /** Why the cluster still has it, for what is not placed there any more. */
  readonly note?: string;
}

/** What to list: with clusters, one item for each of them and application; without, one for each profile and application. */
export interface PlacementFilter {
  readonly clusters: ClusterSet | undefined;
  readonly application: string | undefined;
}

/** Placements one at a time: their number grows with clusters times applications. */
export function* listPlacements(
  resolution: Resolution,
  { clusters, application }: PlacementFilter,
): IterableIterator<Placement> {
  if (!clusters && application === undefined) {
    for (const profile of resolution.profiles) {
      for (const placement of placementsIn(profile, undefined))
        yield { clusters: profile.clusters.count(), ...placement };
    }
    return;
  }
  const all = clusters ?? resolution.active;
  const placed = resolution.applications.find((placement) => placement.application.name === application)?.clusters;
  for (const index of placed ? all.and(placed) : all) {
    const profile = resolution.profileOf(index);
    const cluster = at(resolution.inventory.clusters, index).name;
    if (!profile) continue;
    for (const placement of placementsIn(profile, application)) yield { cluster, ...placement };
  }
}

function* placementsIn(profile: Resolution['profiles'][number], wanted: string | undefined) {
  for (const { variant: namespace, applications } of profile.namespaces) {
    for (const { application, name, overlays } of applications) {
      if (wanted !== undefined && application.name !== wanted) continue;
      yield {
        namespace: namespace.namespace.name,
        application: application.name,
        variant: name,
        overlays: overlays.map((overlay) => overlay.name),
        profile: profile.name,
      };
    }
  }
}

/** Applications that a cluster still has although they are not placed there any more, as placements with a note. */
export function leavingPlacements(
  { inventory }: Pick<Resolution, 'inventory'>,
  cluster: string,
  delivery: ClusterDelivery,
): Placement[] {
  return leavingOf(delivery).flatMap((unit): Placement[] => {
    const { namespace, application, variant } = unit;
    if (application === undefined) return [];
    const isKnown = inventory.applications.some(({ name }) => name === application);
    const state = isKnown ? 'not placed here any more' : 'no longer in the inventory';
    const why = waitFor(delivery, unit)?.text ?? 'leaves with the next deploy';
    return [{ cluster, namespace, application, variant, overlays: [], profile: '', note: `${state}: ${why}` }];
  });
}
