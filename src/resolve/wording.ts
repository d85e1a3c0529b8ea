import type { ClusterSet } from '../model/cluster-set.ts';
import { firstOf, grouped } from '../model/counts.ts';
import { clusterNames, type Inventory } from '../model/inventory.ts';

/** Clusters in a message: `cluster a`, `3 clusters (a, b, c)`, `40 clusters (a, b, c and 37 more)`. */
export function listClusters(clusters: ClusterSet, inventory: Pick<Inventory, 'clusters'>): string {
  const count = clusters.count();
  const names = clusterNames(inventory, clusters.first(3));
  if (count === 1) return `cluster ${names[0]}`;
  return `${grouped(count)} clusters (${firstOf(names, 3, count)})`;
}
