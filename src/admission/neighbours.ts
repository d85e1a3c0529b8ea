import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import type { ApplicationVariant, NamespaceVariant, Resolution } from '../model/resolution.ts';
import { divide } from '../resolve/variants.ts';
import type { UnitDemand } from './unit-demand.ts';

/** The applications that share one variant of a namespace on some clusters. */
export interface Neighbours {
  readonly demands: readonly UnitDemand[];
  readonly clusters: ClusterSet;
}

/** All applications of a namespace share its quota: those that stand beside each other in a profile. */
export function besideInProfiles(
  demands: readonly UnitDemand[],
  { profiles, active }: Resolution,
): Iterable<Neighbours> {
  const byVariant = new Map<NamespaceVariant, Map<ApplicationVariant, UnitDemand>>();
  for (const demand of demands) {
    const inside = byVariant.get(demand.unit.home) ?? new Map<ApplicationVariant, UnitDemand>();
    byVariant.set(demand.unit.home, inside.set(demand.unit.variant, demand));
  }
  const ids = new Map(demands.map((demand, id) => [demand, id]));
  const found = new Map<string, Neighbours>();
  for (const { namespaces, clusters } of profiles) {
    for (const { variant, applications } of namespaces) {
      const inside = applications.flatMap((application) => byVariant.get(variant)?.get(application) ?? []);
      if (inside.length === 0) continue;
      const key = inside.map((demand) => ids.get(demand)).join(' ');
      const known = found.get(key)?.clusters ?? ClusterSet.none(active.size);
      found.set(key, { demands: inside, clusters: known.or(clusters) });
    }
  }
  return found.values();
}

/** The same for applications that need not stand beside each other in any profile: by the clusters of their units. */
export function besideByClusters(demands: readonly UnitDemand[], { active }: Resolution): Neighbours[] {
  const byHome = new Map<string, UnitDemand[]>();
  for (const demand of demands) {
    const { namespace, name } = demand.unit.home;
    const home = `${namespace.name}/${name}`;
    byHome.set(home, [...(byHome.get(home) ?? []), demand]);
  }
  return [...byHome.values()].flatMap((inside) => {
    const sets = inside.map(({ unit }) => unit.clusters);
    return divide(ClusterSet.union(active.size, sets), sets).map((part) => ({
      demands: inside.filter(({ unit }) => unit.clusters.has(at(part, 0))),
      clusters: ClusterSet.of(active.size, part),
    }));
  });
}
