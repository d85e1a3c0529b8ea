import { at } from '../model/at.ts';
import { compareText } from '../model/compare.ts';
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

/** What a cluster has: `namespace/NAME` and `application/NAME`. The same object for clusters that have the same. */
export type Units = ReadonlySet<string>;

/** A cluster after a change. */
export interface ClusterAfter {
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly units: Units;
}

/**
 * What clusters that are delivered to before and after lose. A cluster that is retired or deleted loses nothing: what
 * runs there stays.
 */
export function findLosses(
  before: ReadonlyMap<string, { readonly units: Units }>,
  after: Iterable<ClusterAfter>,
): Losses {
  const losers = new Map<string, string[]>();
  const losing = new Set<string>();
  const lostBetween = forPairs((had, has) => [...had].filter((what) => !has.has(what)).sort(compareText));
  for (const { name, formerNames, units } of after) {
    const had = [name, ...formerNames].map((known) => before.get(known)).find((found) => found !== undefined);
    if (!had) continue;
    for (const what of lostBetween(had.units, units)) {
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

/** The clusters of a fleet with what they should have. */
export function* clustersAfter({ active, inventory, profileOf }: Resolution): Iterable<ClusterAfter> {
  const known = new Map<Profile, Units>();
  const unitsOf = (profile: Profile) => {
    const units =
      known.get(profile) ??
      new Set(placedIn(profile).map(({ variant: { kind, applied } }) => `${kind}/${applied.name}`));
    known.set(profile, units);
    return units;
  };
  for (const index of active) {
    const { name, spec } = at(inventory.clusters, index);
    const profile = profileOf(index);
    if (profile) yield { name, formerNames: spec.formerNames, units: unitsOf(profile) };
  }
}

/** What clusters have of what they should have had by the last intent: the rest was let go already, and only waits. */
export function stillMeant(
  delivered: ReadonlyMap<string, { readonly units: Units }>,
  intended: Iterable<ClusterAfter>,
): Map<string, { readonly units: Units }> {
  const both = forPairs((had, meant): Units => {
    const kept = [...had].filter((what) => meant.has(what));
    return kept.length === had.size ? had : new Set(kept);
  });
  const found = new Map(delivered);
  for (const { name, formerNames, units } of intended) {
    for (const known of [name, ...formerNames]) {
      const had = delivered.get(known);
      if (had) found.set(known, { units: both(had.units, units) });
    }
  }
  return found;
}

/** A question about two sets of units, answered once for each two. */
function forPairs<A>(answer: (one: Units, other: Units) => A): (one: Units, other: Units) => A {
  const known = new Map<Units, Map<Units, A>>();
  return (one, other) => {
    const answers = known.get(one) ?? new Map<Units, A>();
    known.set(one, answers);
    const found = answers.get(other) ?? answer(one, other);
    answers.set(other, found);
    return found;
  };
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
