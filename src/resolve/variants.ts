import type { ClusterSet } from '../model/cluster-set.ts';
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
  let shares: Share<T>[] = clusters.isEmpty() ? [] : [{ parts: [], clusters }];
  for (const part of parts) {
    shares = shares.flatMap((share) => {
      const inside = share.clusters.and(part.clusters);
      if (inside.isEmpty()) return [share];
      const outside = share.clusters.minus(inside);
      const taken = { parts: [...share.parts, part], clusters: inside };
      return outside.isEmpty() ? [taken] : [{ parts: share.parts, clusters: outside }, taken];
    });
  }
  return shares;
}

const longest = 100;

/** The name of a variant: its parts joined by `_`, `base` where there are none, shortened with a hash where too long. */
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
