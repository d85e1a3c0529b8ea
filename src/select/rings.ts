import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { sha256 } from '../model/hash.ts';
import type { Item } from '../model/inventory.ts';
import type { Cluster, Ring } from '../model/kinds.ts';

/**
 * Shares the clusters out among rings, which are sorted by order: each goes to the first ring that selects it and
 * whose percent takes it, the rest to the last. A ring is worked out after those before it, when it is asked for.
 *
 * @param selected The clusters that the expression of a ring selects.
 */
export function divideByRing(
  rings: readonly Item<Ring>[],
  clusters: readonly Item<Cluster>[],
  selected: (ring: Item<Ring>) => ClusterSet,
): (ring: number) => ClusterSet {
  const members: ClusterSet[] = [];
  let left = ClusterSet.all(clusters.length);
  return (asked) => {
    for (let place = members.length; place <= asked; place++) {
      const ring = at(rings, place);
      const taken = place === rings.length - 1 ? left : take(ring, left.and(selected(ring)), clusters);
      members.push(taken);
      left = left.minus(taken);
    }
    return at(members, asked);
  };
}

function take(ring: Item<Ring>, candidates: ClusterSet, clusters: readonly Item<Cluster>[]): ClusterSet {
  const { percent } = ring.spec;
  if (percent >= 100) return candidates;
  const taken = ClusterSet.none(clusters.length);
  for (const index of candidates) {
    if (shareOf(ring.name, at(clusters, index).name) < percent / 100) taken.add(index);
  }
  return taken;
}

/**
 * From 0 to 1, by a hash of the names: always the same, so that a growing percent only adds clusters. Renaming a
 * cluster or a ring can move the cluster.
 */
function shareOf(ring: string, cluster: string): number {
  return Number.parseInt(sha256(`ring:${ring}:${cluster}`).slice(0, 8), 16) / 2 ** 32;
}
