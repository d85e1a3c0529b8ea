import { compareText } from '../model/compare.ts';
import type { Inventory } from '../model/inventory.ts';
import { nameAfter, type Renames } from './renames.ts';

/** The clusters of two inventories, each beside what it was before. Sets of clusters are made by these positions. */
export interface ClusterPairs {
  /** The clusters of both, by the names that they have after, sorted. */
  readonly names: readonly string[];
  /** The index of each before; -1 if it was not there. */
  readonly before: Int32Array;
  /** The index of each after; -1 if it is no longer there. */
  readonly after: Int32Array;
}

/** Puts the clusters of two inventories side by side. A cluster that was renamed is one and the same. */
export function pairClusters(before: Inventory, after: Inventory, renames: Renames): ClusterPairs {
  const namesBefore = before.clusters.map(({ name }) => nameAfter(renames, 'Cluster', name));
  const namesAfter = after.clusters.map(({ name }) => name);
  const isSame = namesBefore.length === namesAfter.length && namesBefore.every((name, at) => name === namesAfter[at]);
  const names = isSame ? namesAfter : [...new Set([...namesBefore, ...namesAfter])].sort(compareText);
  return { names, before: positions(names, isSame ? namesAfter : namesBefore), after: positions(names, namesAfter) };
}

function positions(names: readonly string[], of: readonly string[]): Int32Array {
  if (of === names) return Int32Array.from(names.keys());
  const indices = new Map(of.map((name, index) => [name, index]));
  return Int32Array.from(names, (name) => indices.get(name) ?? -1);
}
