import { compareText } from '../model/compare.ts';
import type { Resolution } from '../model/resolution.ts';

/** Something that clusters lose: a namespace or an application. */
export interface Loss {
  /** `namespace/NAME` or `application/NAME`. */
  readonly what: string;
  /** Names of the clusters that lose it, sorted. */
  readonly clusters: readonly string[];
}

export interface Losses {
  /** Most clusters first, then by name. */
  readonly losses: readonly Loss[];
  /** How many clusters lose something. */
  readonly clusters: number;
  /** How many clusters were delivered to before. */
  readonly total: number;
}

/**
 * What clusters that are delivered to before and after lose between two states. A cluster that is retired or deleted
 * loses nothing: what runs there stays.
 */
export function findLosses(before: Resolution, after: Resolution): Losses {
  const indexAfter = new Map(after.inventory.clusters.map((cluster, index) => [cluster.name, index]));
  const still = new Map<number, number>();
  for (const index of before.active) {
    const now = indexAfter.get(before.inventory.clusters[index]?.name ?? '');
    if (now !== undefined && after.active.has(now)) still.set(index, now);
  }
  const placedAfter = new Map(placements(after).map(({ what, clusters }) => [what, clusters]));
  const losing = new Set<number>();
  const losses: Loss[] = [];
  for (const { what, clusters } of placements(before)) {
    const now = placedAfter.get(what);
    const lost = [...clusters].filter((index) => {
      const same = still.get(index);
      return same !== undefined && !now?.has(same);
    });
    if (lost.length === 0) continue;
    for (const index of lost) losing.add(index);
    losses.push({ what, clusters: lost.map((index) => before.inventory.clusters[index]?.name ?? '') });
  }
  losses.sort((a, b) => b.clusters.length - a.clusters.length || compareText(a.what, b.what));
  return { losses, clusters: losing.size, total: before.active.count() };
}

function placements(resolution: Resolution) {
  return [
    ...resolution.namespaces.map(({ namespace, clusters }) => ({ what: `namespace/${namespace.name}`, clusters })),
    ...resolution.applications.map(({ application, clusters }) => ({
      what: `application/${application.name}`,
      clusters,
    })),
  ];
}

/** How many of `total` clusters may lose something: a share such as `10%`, a number, or by default 10 % or 50, whichever is more. */
export function allowedLosses(guard: string | number | undefined, total: number): number {
  if (typeof guard === 'number') return guard;
  if (guard !== undefined) return Math.floor((total * Number(guard.slice(0, -1))) / 100);
  return Math.max(Math.floor(total / 10), 50);
}
