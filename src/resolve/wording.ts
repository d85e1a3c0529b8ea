import { at } from '../model/at.ts';
import type { ClusterSet } from '../model/cluster-set.ts';
import { firstOf, grouped } from '../model/counts.ts';
import type { Inventory } from '../model/inventory.ts';

/** Clusters in a message: `cluster a`, `3 clusters (a, b, c)`, `40 clusters (a, b, c and 37 more)`. */
export function listClusters(clusters: ClusterSet, { clusters: items }: Pick<Inventory, 'clusters'>): string {
  const count = clusters.count();
  const names = clusters.first(3).map((index) => at(items, index).name);
  if (count === 1) return `cluster ${names[0]}`;
  return `${grouped(count)} clusters (${firstOf(names, 3, count)})`;
}
