import type { LoadedFile } from '../../load/source-files.ts';
import { isError } from '../../model/diagnostic.ts';
import { assembleInventory, type Inventory } from '../../model/inventory.ts';
import type { Plan } from '../../model/plan.ts';
import type { Resolution } from '../../model/resolution.ts';
import { type ClusterPairs, pairClusters } from '../../plan/cluster-pairs.ts';
import { deliveryChanges } from '../../plan/delivery-changes.ts';
import { collectDifferences } from '../../plan/differences.ts';
import { findStops } from '../../plan/guards.ts';
import type { Renames } from '../../plan/renames.ts';
import { rollUp } from '../../plan/roll-up.ts';
import { bringTogether } from '../../plan/unit-changes.ts';
import { comersAndGoers, pairUnits } from '../../plan/unit-pairs.ts';
import { clusterValues } from '../../plan/variable-values.ts';
import type { Host } from '../../ports/host.ts';
import { resolve } from '../../resolve/resolve.ts';
import { type FleetSources, manifestsOf, readOther, readSources } from '../../state/fleet-sources.ts';
import { evaluate, requireValid } from '../../state/load-fleet.ts';
import { saveParseCache } from '../../state/parse-cache-file.ts';
import { noProgress, type OnProgress } from '../../state/progress.ts';
import { openRenderer, type Renderer } from '../../state/renderer.ts';
import { gitOf, type Repository } from '../../state/repository.ts';
import { commitTree, workTree } from '../../state/source-tree.ts';
import { compareUnits, type State } from './compare-units.ts';
import { diffLines } from './diff-lines.ts';
import { findPlanBase } from './plan-base.ts';
import { variantContents } from './variant-content.ts';

/** A plan of what is in the work tree, with what it was compared with. */
export interface WorkTreePlan {
  readonly plan: Plan;
  /** The name of the base, such as `origin/main`. */
  readonly ref: string;
}

/** Compares the work tree with the commit that a branch began at. Throws InvalidInventory where it has errors. */
export async function planWorkTree(
  host: Host,
  repository: Repository,
  ref: string | undefined,
  progress: OnProgress = noProgress,
): Promise<WorkTreePlan> {
  return planSources(host, await readSources(host, repository, workTree(host.fs, repository), progress), ref, progress);
}

/** Compares what was read of the work tree with the commit that a branch began at. */
export async function planSources(
  host: Host,
  after: FleetSources,
  ref: string | undefined,
  progress: OnProgress = noProgress,
): Promise<WorkTreePlan> {
  const { repository } = after;
  const git = gitOf(repository);
  const resolution = requireValid(await evaluate(after));
  const base = await findPlanBase(git, ref, resolution.inventory.fleet.spec.git.branch);
  const before =
    base.commit === undefined
      ? undefined
      : await readOther(after, commitTree(git, repository.prefix, base.commit), progress);
  const plan = await planBetween(host, repository, before, after, progress);
  saveParseCache(host.fs, repository, after.cache);
  return { plan: { ...plan, base: base.commit }, ref: base.ref };
}

/**
 * Works out what changes from one state of a fleet to another. The later one must have no errors; of the earlier one,
 * what has errors counts as not being there, and undefined stands for nothing at all.
 */
export async function planBetween(
  host: Host,
  repository: Repository,
  before: FleetSources | undefined,
  after: FleetSources,
  progress: OnProgress = noProgress,
): Promise<Plan> {
  const is = requireValid(await evaluate(after));
  const earlier = await evaluateBefore(before, after, is);
  const was = earlier.resolution ?? resolve(emptied(is.inventory), is.engine).resolution;
  const renames = { Cluster: formerNames(was.inventory, is.inventory) };
  const pairs = pairClusters(was.inventory, is.inventory, renames);
  const opened: Promise<Renderer | undefined>[] = [];
  const stateOf = (resolution: Resolution, sources: FleetSources): State => {
    const open = lazily(() => openRenderer(host, repository, sources, resolution));
    const renderer = () => {
      const opening = open();
      if (!opened.includes(opening)) opened.push(opening);
      return opening;
    };
    const contents = variantContents(sources, resolution);
    return { resolution, contents, clusterValues: clusterValues(resolution), renderer };
  };
  try {
    const plan = await compareStates(stateOf(was, before ?? after), stateOf(is, after), pairs, progress);
    return { ...plan, base: undefined, errorsBefore: earlier.errors };
  } finally {
    for (const opening of opened) (await opening)?.close();
  }
}

interface Earlier {
  readonly resolution: Resolution | undefined;
  readonly errors: number;
}

/** The earlier state; where people wrote the same inventory then, what was read of it for the later one is not read again. */
async function evaluateBefore(before: FleetSources | undefined, after: FleetSources, is: Resolution): Promise<Earlier> {
  if (!before) return { resolution: undefined, errors: 0 };
  const isSame = ({ path, id }: LoadedFile, at: number) =>
    path === after.intent[at]?.path && id === after.intent[at].id;
  if (before.intent.length === after.intent.length && before.intent.every(isSame)) {
    const { resolution, findings } = resolve({ ...is.inventory, manifests: manifestsOf(before) }, is.engine);
    return { resolution, errors: findings.filter(isError).length };
  }
  const { resolution, diagnostics } = await evaluate(before);
  return { resolution, errors: diagnostics.filter(({ severity }) => severity === 'error').length };
}

async function compareStates(
  before: State,
  after: State,
  pairs: ClusterPairs,
  progress: OnProgress,
): Promise<Omit<Plan, 'base' | 'errorsBefore'>> {
  const { names } = pairs;
  const [was, is] = [before.resolution, after.resolution];
  const units = pairUnits(was, is, pairs);
  const collected = collectDifferences(await diffLines());
  const compared = await compareUnits({ before, after, pairs }, units, collected, progress);
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
    rendered: !differences.some(({ kind }) => kind === 'file') && (await isRendered(after, differences.length > 0)),
  };
}

/** Nothing to build is as good as built. */
async function isRendered({ renderer }: State, isNeeded: boolean): Promise<boolean> {
  return !isNeeded || (await renderer()) !== undefined;
}

function countPlacements(changes: Plan['changes']): Plan['placements'] {
  const placements = { added: 0, removed: 0, changed: 0 };
  for (const { application, change, clusters } of changes)
    if (application !== undefined) placements[change] += clusters.count();
  return placements;
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

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
