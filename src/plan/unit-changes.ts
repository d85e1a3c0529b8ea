import { ClusterSet } from '../model/cluster-set.ts';
import { compareText } from '../model/compare.ts';
import { firstOf, grouped } from '../model/counts.ts';
import type { PlanChange } from '../model/plan.ts';
import type { Resolution } from '../model/resolution.ts';
import { unitName } from '../model/unit.ts';
import { claimsText, compareChanges } from './plan-changes.ts';
import type { UnitPair } from './unit-pairs.ts';

/** What becomes of a pair of variants on clusters that have both. */
export interface UnitChange {
  readonly pair: UnitPair;
  /** The clusters where what they run differs. */
  readonly changed: ClusterSet;
  /** What is deleted there, such as `Deployment/imdb`. */
  readonly deleted: readonly string[];
  /** What is no longer delivered, and stays there. */
  readonly kept: readonly string[];
}

/** What happens to a namespace or an application, over all its variants. */
interface Fate {
  readonly name: string;
  readonly pair: UnitPair;
  readonly change: PlanChange['change'];
  clusters: ClusterSet;
  readonly deleted: Set<string>;
  readonly kept: Set<string>;
}

/** Brings together what happens to each namespace and application; what is destructive first, then by name. */
export function bringTogether(changes: readonly UnitChange[], before: Resolution, after: Resolution): PlanChange[] {
  const fates = new Map<string, Fate>();
  for (const { pair, changed, deleted, kept } of changes) {
    const change = pair.before ? (pair.after ? 'changed' : 'removed') : 'added';
    const clusters = change === 'changed' ? changed : pair.clusters;
    if (clusters.isEmpty()) continue;
    const name = unitName(pair);
    const key = `${change} ${name}`;
    const fate = fates.get(key) ?? {
      name,
      pair,
      change,
      clusters: ClusterSet.none(clusters.size),
      deleted: new Set<string>(),
      kept: new Set<string>(),
    };
    fates.set(key, fate);
    fate.clusters = fate.clusters.or(clusters);
    for (const object of deleted) fate.deleted.add(object);
    for (const object of kept) fate.kept.add(object);
  }
  const all = [...fates.values()];
  const moves = findMoves(all, before, after);
  const found = all.map((fate): PlanChange => {
    const { change, clusters } = fate;
    const { namespace, application } = fate.pair;
    const destructive = change === 'removed' || fate.deleted.size > 0;
    const details = [...(moves.get(fate) ?? []), ...detailsOf(fate)];
    return { namespace, application, change, destructive, details, clusters };
  });
  return found.sort(compareChanges);
}

function detailsOf({ pair, change, deleted, kept }: Fate): string[] {
  if (change === 'removed' && pair.kind === 'namespace') {
    return [claimsText(pair.before?.spec.onRemove === 'delete')];
  }
  return [
    ...(deleted.size > 0 ? [`deletes ${listed(deleted)}`] : []),
    ...(kept.size > 0 ? [`no longer delivers ${listed(kept)}, which stays`] : []),
  ];
}

/** At most this many objects are named. */
const most = 5;

function listed(objects: ReadonlySet<string>): string {
  return firstOf([...objects].sort(compareText), most);
}

/** Moves between namespaces, and what Flux deletes and makes anew under another name. */
function findMoves(fates: readonly Fate[], before: Resolution, after: Resolution): Map<Fate, string[]> {
  const found = new Map<Fate, string[]>();
  const removed = fates.filter(({ change }) => change === 'removed');
  const added = fates.filter(({ change }) => change === 'added');
  for (const from of removed) {
    for (const to of added) {
      const line = moveBetween(from.pair, to.pair, before, after);
      const both = from.clusters.and(to.clusters);
      if (line === undefined || both.isEmpty()) continue;
      found.set(from, [...(found.get(from) ?? []), `${line} on ${grouped(both.count())} of them`]);
    }
  }
  return found;
}

function moveBetween(from: UnitPair, to: UnitPair, before: Resolution, after: Resolution): string | undefined {
  const { application: was } = from;
  const { application: is } = to;
  if (was === undefined && is === undefined) {
    const isRenamed =
      !after.inventory.namespaces.some(({ name }) => name === from.namespace) &&
      !before.inventory.namespaces.some(({ name }) => name === to.namespace);
    return isRenamed ? `is made anew as the namespace ${to.namespace}` : undefined;
  }
  if (was === undefined || is === undefined) return undefined;
  if (was === is) return `moves to the namespace ${to.namespace}`;
  const pathBefore = before.inventory.applications.find(({ name }) => name === was)?.spec.path;
  const pathAfter = after.inventory.applications.find(({ name }) => name === is)?.spec.path;
  const isRenamed =
    pathBefore === pathAfter &&
    !after.inventory.applications.some(({ name }) => name === was) &&
    !before.inventory.applications.some(({ name }) => name === is);
  return isRenamed ? `is made anew as the application ${is}` : undefined;
}
