import { at, mustGet } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { by } from '../model/compare.ts';
import type { Inventory } from '../model/inventory.ts';
import { profileName } from '../model/profile-name.ts';
import type {
  ApplicationPlacement,
  ApplicationVariant,
  Connectivity,
  NamespacePlacement,
  NamespaceVariant,
  Profile,
} from '../model/resolution.ts';
import { divide } from './variants.ts';

/**
 * Puts clusters with the same needs together: the same connectivity and the same variants of the same namespaces and
 * applications. The clusters are divided again and again by each of these, all at once, so the work grows with the
 * number of placements, and never with clusters times profiles.
 */
export function findProfiles(
  inventory: Inventory,
  active: ClusterSet,
  namespaces: readonly NamespacePlacement[],
  applications: readonly ApplicationPlacement[],
): Profile[] {
  const placed = ClusterSet.union(
    active.size,
    namespaces.map(({ clusters }) => clusters),
  );
  const connectivities = byConnectivity(inventory, placed);
  const parts = [
    ...connectivities,
    ...[...namespaces, ...applications].flatMap((placement) => placement.variants.map((variant) => variant.clusters)),
  ];
  const byNamespace = new Map(
    namespaces.map(({ namespace }) => [namespace, applications.filter((one) => one.namespace === namespace)]),
  );
  const profiles: Profile[] = [];
  for (const members of divide(active, parts)) {
    const example = at(members, 0);
    profiles.push({
      name: profileName(members.map((index) => at(inventory.clusters, index).name)),
      clusters: ClusterSet.of(active.size, members),
      connectivity: connectivityOf(inventory, example),
      namespaces: namespaces.flatMap((placement) => {
        const variant = variantOn(placement.variants, example);
        const inside = mustGet(byNamespace, placement.namespace);
        return variant ? [{ variant, applications: variantsOn(inside, example) }] : [];
      }),
    });
  }
  return profiles.sort(by((profile) => profile.name));
}

/** The clusters with something to apply, by how well they are connected; on the others it makes no difference. */
function byConnectivity(inventory: Inventory, placed: ClusterSet): ClusterSet[] {
  const sets = new Map<Connectivity, ClusterSet>();
  for (const index of placed) {
    const connectivity = connectivityOf(inventory, index);
    const set = sets.get(connectivity) ?? ClusterSet.none(placed.size);
    set.add(index);
    sets.set(connectivity, set);
  }
  return [...sets.values()];
}

function connectivityOf(inventory: Inventory, index: number): Connectivity {
  return at(inventory.clusters, index).spec.connectivity;
}

function variantOn<T extends NamespaceVariant | ApplicationVariant>(
  variants: readonly T[],
  cluster: number,
): T | undefined {
  return variants.find((variant) => variant.clusters.has(cluster));
}

function variantsOn(applications: readonly ApplicationPlacement[], cluster: number): ApplicationVariant[] {
  return applications.flatMap(({ variants }) => variantOn(variants, cluster) ?? []);
}
