import { at } from '../model/at.ts';
import { someOf } from '../model/counts.ts';
import type { Plan } from '../model/plan.ts';
import type { Resolution } from '../model/resolution.ts';
import type { ClusterPairs } from './cluster-pairs.ts';
import { allowedLosses, protectedClusters } from './losses.ts';

/** Why `spec.guards` of the fleet stops a change, a sentence each; none if nothing does. */
export function findStops(
  { names, affected, added, changes }: Pick<Plan, 'names' | 'affected' | 'added' | 'changes'>,
  before: Resolution,
  after: Resolution,
  pairs: ClusterPairs,
): string[] {
  const { guards } = after.inventory.fleet.spec;
  const total = before.active.count();
  const none = affected.minus(affected);
  const losing = changes.filter(({ change }) => change === 'removed').reduce((all, one) => all.or(one.clusters), none);
  const guarded = guardedClusters(before, after, pairs);
  const hit = [...losing].filter((position) => guarded.has(position)).map((position) => at(names, position));
  const tooMany = tooManyLosing(losing.count(), total, guards.maxClustersLosing);
  return [
    protectedLosing(hit),
    tooMany && `${tooMany} (spec.guards.maxClustersLosing)`,
    tooManyChanged(affected.minus(added).count(), total, guards.maxClustersChanged),
  ].filter((stop) => stop !== undefined);
}

const loss = 'would lose a namespace or an application';

/** The sentence if protected clusters, by their names, would lose something. */
export function protectedLosing(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : `${someOf(names)}, which spec.guards.protected names, ${loss}`;
}

/** The sentence if more clusters lose something than `spec.guards.maxClustersLosing` lets; the field is not named in it. */
export function tooManyLosing(losing: number, total: number, guard: string | number | undefined): string | undefined {
  const allowed = allowedLosses(guard, total);
  return losing > allowed ? `${losing} of ${total} clusters ${loss}; ${allowed} may` : undefined;
}

/** The sentence if more clusters change than `spec.guards.maxClustersChanged` lets: a share such as `10%`, or a number. */
export function tooManyChanged(changed: number, total: number, guard: string | number | undefined): string | undefined {
  if (guard === undefined) return undefined;
  const allowed = typeof guard === 'number' ? guard : Math.floor((total * Number(guard.slice(0, -1))) / 100);
  if (changed <= allowed) return undefined;
  return `${changed} of ${total} clusters would change; ${allowed} may (spec.guards.maxClustersChanged)`;
}

/** Those that are protected before or after: a change cannot lift its own guard. */
function guardedClusters(before: Resolution, after: Resolution, pairs: ClusterPairs): ReadonlySet<number> {
  const set = new Set<number>();
  for (const [resolution, indices] of [
    [before, pairs.before],
    [after, pairs.after],
  ] as const) {
    const names = new Set(protectedClusters(resolution));
    if (names.size === 0) continue;
    for (const [position, index] of indices.entries())
      if (index >= 0 && names.has(at(resolution.inventory.clusters, index).name)) set.add(position);
  }
  return set;
}
