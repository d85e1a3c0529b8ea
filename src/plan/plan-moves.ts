import { ClusterSet } from '../model/cluster-set.ts';
import { by } from '../model/compare.ts';
import type { MovePlan, PlanChange } from '../model/plan.ts';
import type { Resolution } from '../model/resolution.ts';
import { unitNamed } from '../model/unit.ts';
import { claimsText, compareChanges, countPlacements } from './plan-changes.ts';
import { rollUp } from './roll-up.ts';

/** What runs on clusters. Those with the same share one object, so that each pair is compared once. */
export interface Running {
  /** The names of units, each with a text that is the same where what runs is. */
  readonly units: ReadonlyMap<string, string>;
  /** Namespaces that are deleted, with their volume claims, when they leave. */
  readonly deleted: ReadonlySet<string>;
}

/** What becomes of a cluster. */
export interface Move {
  readonly name: string;
  /** Undefined: it has nothing yet. */
  readonly before: Running | undefined;
  /** Undefined: it gets nothing. */
  readonly after: Running | undefined;
  /** Its own variables change. */
  readonly hasNewVariables: boolean;
  /** Whether anything changes, be it how it is brought there. */
  readonly moved: boolean;
}

interface Difference {
  readonly unit: string;
  readonly change: PlanChange['change'];
  readonly isDeleted: boolean;
}

/** Brings together what clusters get in place of what they have. A cluster that gets nothing more loses nothing. */
export function planMoves(all: readonly Move[], after: Resolution): MovePlan {
  const moves = [...all].sort(by(({ name }) => name));
  const names = moves.map(({ name }) => name);
  const none = () => ClusterSet.none(names.length);
  const sets = { added: none(), removed: none(), variables: none(), delivery: none() };
  const fates = new Map<string, { readonly difference: Difference; readonly clusters: ClusterSet }>();
  const differencesOf = memoiseDifferences();
  for (const [position, move] of moves.entries()) {
    const { before, after: is, hasNewVariables, moved } = move;
    if (before && !is) sets.removed.add(position);
    if (!is) continue;
    if (!before) sets.added.add(position);
    if (hasNewVariables) sets.variables.add(position);
    const differences = differencesOf(before, is);
    for (const difference of differences) {
      const key = `${difference.change} ${difference.isDeleted} ${difference.unit}`;
      const fate = fates.get(key) ?? { difference, clusters: none() };
      fates.set(key, fate);
      fate.clusters.add(position);
    }
    if (moved && before && !hasNewVariables && differences.length === 0) sets.delivery.add(position);
  }
  const changes = Array.from(fates.values(), ({ difference, clusters }) => changeOf(difference, clusters));
  const affected = changes.reduce((some, { clusters }) => some.or(clusters), sets.variables);
  return {
    ...sets,
    names,
    affected,
    total: after.active.count(),
    placements: countPlacements(changes),
    changes: changes.sort(compareChanges),
    ...rollUp(after, { after: indicesOf(names, after) }, affected),
  };
}

function memoiseDifferences(): (before: Running | undefined, after: Running) => readonly Difference[] {
  const known = new Map<Running, Map<Running | undefined, readonly Difference[]>>();
  return (before, after) => {
    const toAfter = known.get(after) ?? new Map<Running | undefined, readonly Difference[]>();
    known.set(after, toAfter);
    const found = toAfter.get(before) ?? differences(before, after);
    toAfter.set(before, found);
    return found;
  };
}

function differences(before: Running | undefined, after: Running): Difference[] {
  const was = before?.units ?? new Map<string, string>();
  const units = [...new Set([...was.keys(), ...after.units.keys()])];
  return units.flatMap((unit): Difference[] => {
    if (!after.units.has(unit)) return [{ unit, change: 'removed', isDeleted: before?.deleted.has(unit) ?? false }];
    if (!was.has(unit)) return [{ unit, change: 'added', isDeleted: false }];
    return was.get(unit) === after.units.get(unit) ? [] : [{ unit, change: 'changed', isDeleted: false }];
  });
}

function changeOf({ unit, change, isDeleted }: Difference, clusters: ClusterSet): PlanChange {
  const named = unitNamed(unit);
  const isNamespace = change === 'removed' && named.application === undefined;
  return {
    ...named,
    change,
    destructive: change === 'removed',
    details: isNamespace ? [claimsText(isDeleted)] : [],
    clusters,
  };
}

function indicesOf(names: readonly string[], { inventory }: Resolution): Int32Array {
  const indices = new Map(inventory.clusters.map(({ name }, index) => [name, index]));
  return Int32Array.from(names, (name) => indices.get(name) ?? -1);
}
