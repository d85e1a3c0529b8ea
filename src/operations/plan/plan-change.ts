import { branchOfPeople } from '../../deliver/fleet-branch.ts';
import { assembleInventory, type Inventory } from '../../model/inventory.ts';
import type { ManifestObject } from '../../model/kustomize.ts';
import type { Plan } from '../../model/plan.ts';
import type { Resolution } from '../../model/resolution.ts';
import { pairClusters } from '../../plan/cluster-pairs.ts';
import { deliveryChanges } from '../../plan/delivery-changes.ts';
import { collectDifferences, type DiffLines } from '../../plan/differences.ts';
import { findStops } from '../../plan/guards.ts';
import { countPlacements } from '../../plan/plan-changes.ts';
import type { Renames } from '../../plan/renames.ts';
import { rollUp } from '../../plan/roll-up.ts';
import { bringTogether, type UnitChange } from '../../plan/unit-changes.ts';
import { comersAndGoers, pairUnits } from '../../plan/unit-pairs.ts';
import { clusterValues } from '../../plan/variable-values.ts';
import { describeUnseen } from '../../render/unseen.ts';
import { objectsOf } from '../../resolve/brought.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { sameEntries } from '../../state/listing.ts';
import type { OnProgress } from '../../state/progress.ts';
import { gitOf } from '../../state/repository.ts';
import { compareUnits, type Side, type Sides } from './compare-units.ts';
import { findPlanBase } from './plan-base.ts';
import { variantContents } from './variant-content.ts';

/** A plan of what is in the work tree, with what it was compared with. */
export interface WorkTreePlan {
  readonly plan: Plan;
  /** The name of the base, such as `origin/main`. */
  readonly ref: string;
}

/** Compares a state with the commit that a branch began at. Throws InvalidInventory if it has errors. */
export async function planSince(after: FleetState, ref: string | undefined): Promise<WorkTreePlan> {
  const git = gitOf(after.repository);
  const resolution = await after.valid();
  const base = await findPlanBase(git, ref, branchOfPeople(resolution.inventory.fleet));
  const before = base.commit === undefined ? undefined : await after.at(base.commit);
  const plan = await planBetween(before, after);
  return { plan: { ...plan, base: base.commit }, ref: base.ref };
}

/**
 * Works out what changes from one state of a fleet to another. The later one must have no errors; of the earlier one,
 * what has errors counts as not being there, and undefined stands for nothing at all.
 */
export async function planBetween(before: FleetState | undefined, after: FleetState): Promise<Plan> {
  const is = await after.valid();
  const earlier = await before?.evaluated();
  const was = earlier?.resolution ?? resolve(emptied(is.inventory), is.engine).resolution;
  const renames = { Cluster: formerNames(was.inventory, is.inventory) };
  const sides = {
    before: sideOf(was, before ?? after),
    after: sideOf(is, after),
    pairs: pairClusters(was.inventory, is.inventory, renames),
    isSameIntent: before !== undefined && sameEntries(before.intent, after.intent),
  };
  const plan = await compareSides(sides, after.progress);
  return { ...plan, base: undefined, errorsBefore: earlier?.errors.length ?? 0 };
}

function sideOf(resolution: Resolution, state: FleetState): Side {
  return {
    resolution,
    contents: variantContents(state, resolution),
    clusterValues: clusterValues(resolution),
    renderer: () => state.renderer(resolution),
  };
}

async function compareSides(sides: Sides, progress: OnProgress): Promise<Omit<Plan, 'base' | 'errorsBefore'>> {
  const { before, after, pairs } = sides;
  const { names } = pairs;
  const [was, is] = [before.resolution, after.resolution];
  const units = pairUnits(was, is, pairs);
  const collected = collectDifferences(await diffLines());
  const compared = await compareUnits(sides, units, collected, progress);
  const changes = bringTogether(compared, was, is);
  const { added, removed } = comersAndGoers(was, is, pairs);
  const affected = changes.reduce((all, { clusters }) => all.or(clusters), added.minus(added));
  const facts = { names, affected, added, changes };
  const differences = collected.list();
  return {
    ...facts,
    delivered: was.active.count(),
    total: is.active.count(),
    removed,
    placements: countPlacements(changes),
    ...rollUp(is, pairs, affected),
    differences,
    delivery: deliveryChanges(was, is, units, pairs).minus(affected),
    stops: was.active.isEmpty() ? [] : findStops(facts, was, is, pairs),
    unseen: describeUnseen(compared.flatMap(objectsAfter)),
    rendered: !differences.some(({ kind }) => kind === 'file') && (await isRendered(after, differences.length > 0)),
  };
}

/** The objects that are written for what changes, or comes. */
function objectsAfter({ pair: { before, after }, changed }: UnitChange): readonly ManifestObject[] {
  return after && (before === undefined || !changed.isEmpty()) ? objectsOf(after) : [];
}

/** Nothing to build is as good as built. */
async function isRendered({ renderer }: Side, isNeeded: boolean): Promise<boolean> {
  return !isNeeded || (await renderer()) !== undefined;
}

/** Clusters that say what they were called, under names that are gone, by those names. */
function formerNames(before: Inventory, after: Inventory): NonNullable<Renames['Cluster']> {
  const renamed = new Map<string, string>();
  const saying = after.clusters.filter(({ spec }) => spec.formerNames.length > 0);
  if (saying.length === 0) return renamed;
  const known = new Set(after.clusters.map(({ name }) => name));
  const were = new Set(before.clusters.map(({ name }) => name));
  for (const { name, spec } of saying) {
    if (were.has(name)) continue;
    const former = spec.formerNames.find((one) => were.has(one) && !known.has(one));
    if (former !== undefined) renamed.set(former, name);
  }
  return renamed;
}

function emptied(inventory: Inventory): Inventory {
  const { fleet, manifests } = inventory;
  return assembleInventory({ ...fleet, spec: { ...fleet.spec, guards: {} } }, manifests, () => []);
}

/** This many lines around a difference are kept. */
const context = 2;

/** Loads what compares texts line by line. */
async function diffLines(): Promise<DiffLines> {
  const { lineDiff } = await import('../../line-diff.ts');
  return (before, after) => {
    const { hunks } = lineDiff([before, after], ['', ''], context);
    const lines = hunks.map((hunk) => hunk.lines.filter((line) => !line.startsWith('\\')));
    return lines.flatMap((hunk, at) => (at === 0 ? hunk : ['@@', ...hunk]));
  };
}
