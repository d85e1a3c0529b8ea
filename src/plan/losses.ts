import { at } from '../model/at.ts';
import { compareText } from '../model/compare.ts';
import type { DeliveredClusters } from '../model/delivered.ts';
import { clusterNames } from '../model/inventory.ts';
import type { Profile, Resolution } from '../model/resolution.ts';
import { placedIn } from '../model/unit.ts';

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
  /** The names of the clusters that lose something, sorted. */
  readonly losing: readonly string[];
  /** How many clusters were delivered to before. */
  readonly total: number;
}

/**
 * What clusters that are delivered to before and after lose. A cluster that is retired or deleted loses nothing: what
 * runs there stays.
 */
export function findLosses(before: DeliveredClusters, after: Resolution): Losses {
  const losers = new Map<string, string[]>();
  const losing = new Set<string>();
  const lostBetween = memoiseLosses();
  for (const index of after.active) {
    const { name, spec } = at(after.inventory.clusters, index);
    const had = [name, ...spec.formerNames].map((known) => before.get(known)).find((found) => found !== undefined);
    const profile = after.profileOf(index);
    if (!had || !profile) continue;
    for (const what of lostBetween(had.units, profile)) {
      losing.add(name);
      const known = losers.get(what);
      if (known) known.push(name);
      else losers.set(what, [name]);
    }
  }
  const losses = [...losers].map(([what, clusters]): Loss => ({ what, clusters }));
  losses.sort((a, b) => b.clusters.length - a.clusters.length || compareText(a.what, b.what));
  return { losses, losing: [...losing], total: before.size };
}

/** What is in a set and not in a profile, worked out once for each pair. */
function memoiseLosses(): (had: ReadonlySet<string>, profile: Profile) => readonly string[] {
  const known = new Map<Profile, Map<ReadonlySet<string>, readonly string[]>>();
  return (had, profile) => {
    const ofProfile = known.get(profile) ?? new Map<ReadonlySet<string>, readonly string[]>();
    known.set(profile, ofProfile);
    const found =
      ofProfile.get(had) ??
      lossesBut(had, new Set(placedIn(profile).map(({ variant: { kind, applied } }) => `${kind}/${applied.name}`)));
    ofProfile.set(had, found);
    return found;
  };
}

function lossesBut(all: ReadonlySet<string>, kept: ReadonlySet<string>): string[] {
  return [...all].filter((what) => !kept.has(what)).sort(compareText);
}

/** The names of the clusters that `spec.guards.protected` selects. */
export function protectedClusters({ inventory, select }: Resolution): string[] {
  const { spec, source } = inventory.fleet;
  const expression = spec.guards.protected;
  if (expression === undefined) return [];
  const { clusters } = select(expression, { ...source, path: ['spec', 'guards', 'protected'] });
  return clusterNames(inventory, clusters);
}

/** How many of `total` clusters may lose something: a share such as `10%`, a number, or by default 10 % or 50, whichever is more. */
export function allowedLosses(guard: string | number | undefined, total: number): number {
  if (typeof guard === 'number') return guard;
  if (guard !== undefined) return Math.floor((total * Number(guard.slice(0, -1))) / 100);
  return Math.max(Math.floor(total / 10), 50);
}
