import type { ClusterSet } from '../model/cluster-set.ts';

/**
 * The names of the sets that each cluster is in, in the order given. Clusters that are in the same sets get the very
 * same array.
 */
export function listMemberships(
  size: number,
  names: readonly string[],
  members: (name: string) => ClusterSet,
): (cluster: number) => readonly string[] {
  const lists: (readonly string[])[] = [[]];
  const listOf = new Uint32Array(size);
  for (const name of names) {
    const longer = new Map<number, number>();
    for (const cluster of members(name)) {
      const before = listOf[cluster] ?? 0;
      const after = longer.get(before) ?? lists.push([...(lists[before] ?? []), name]) - 1;
      longer.set(before, after);
      listOf[cluster] = after;
    }
  }
  return (cluster) => lists[listOf[cluster] ?? 0] ?? [];
}
