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
  const stops: string[] = [];
  const loss = 'would lose a namespace or an application';
  if (hit.length > 0) stops.push(`${someOf(hit)}, which spec.guards.protected names, ${loss}`);
  const allowed = allowedLosses(guards.maxClustersLosing, total);
  if (losing.count() > allowed)
    stops.push(`${losing.count()} of ${total} clusters ${loss}; ${allowed} may (spec.guards.maxClustersLosing)`);
  const stop = tooManyChanged(affected.minus(added).count(), total, guards.maxClustersChanged);
  return stop === undefined ? stops : [...stops, stop];
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
