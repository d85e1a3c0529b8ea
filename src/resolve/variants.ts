import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { sha256 } from '../model/hash.ts';

/** Clusters to which the same parts apply. */
export interface Share<T> {
  readonly parts: readonly T[];
  readonly clusters: ClusterSet;
}

/** Shares clusters out by which parts apply to them; each share lists its parts in the order given. */
export function shareOut<T extends { readonly clusters: ClusterSet }>(
  clusters: ClusterSet,
  parts: readonly T[],
): Share<T>[] {
  if (parts.length === 0) return clusters.isEmpty() ? [] : [{ parts: [], clusters }];
  const sets = parts.map((part) => part.clusters);
  return divide(clusters, sets).map((members) => ({
    parts: parts.filter((part) => part.clusters.has(at(members, 0))),
    clusters: ClusterSet.of(clusters.size, members),
  }));
}

const longest = 100;

/** The name of a variant: its parts joined by `_`, `base` if there are none, shortened with a hash if it is too long. */
export function variantName(parts: readonly string[]): string {
  const whole = parts.length === 0 ? 'base' : parts.join('_');
  return whole.length <= longest ? whole : `${whole.slice(0, longest - 9)}_${sha256(whole).slice(0, 8)}`;
}

/** Brings shares together that came to the same variant. */
export function mergeShares<T>(shares: readonly Share<T>[], nameOf: (part: T) => string): Map<string, Share<T>> {
  const merged = new Map<string, Share<T>>();
  for (const share of shares) {
    const name = variantName(share.parts.map(nameOf));
    const before = merged.get(name);
    merged.set(name, before ? { parts: before.parts, clusters: before.clusters.or(share.clusters) } : share);
  }
  return merged;
}

/** Divides the clusters so that two stay together only where every part has both or neither. */
export function divide(clusters: ClusterSet, parts: readonly ClusterSet[]): number[][] {
  const classes = new Int32Array(clusters.size);
  let count = 1;
  for (const part of ClusterSet.distinct(parts)) {
    const renamed = new Map<number, number>();
    for (const index of part) {
      const before = at(classes, index);
      let after = renamed.get(before);
      if (after === undefined) {
        after = count++;
        renamed.set(before, after);
      }
      classes[index] = after;
    }
  }
  const members = new Map<number, number[]>();
  for (const index of clusters) {
    const found = members.get(at(classes, index));
    if (found) found.push(index);
    else members.set(at(classes, index), [index]);
  }
  return [...members.values()];
}
