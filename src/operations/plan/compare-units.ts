import { at } from '../../model/at.ts';
import { ClusterSet } from '../../model/cluster-set.ts';
import { UserError } from '../../model/errors.ts';
import type { Resolution, Variant } from '../../model/resolution.ts';
import { unitName } from '../../model/unit.ts';
import {
  type ChangedVariables,
  changedApplicationVariables,
  changedClusterVariables,
  changedNamespaceVariables,
} from '../../plan/changed-variables.ts';
import type { ClusterPairs } from '../../plan/cluster-pairs.ts';
import { type Build, type BuildPair, compareBuilds } from '../../plan/compare-builds.ts';
import type { Differences } from '../../plan/differences.ts';
import { lostObjects } from '../../plan/lost-objects.ts';
import type { UnitChange } from '../../plan/unit-changes.ts';
import type { UnitPair } from '../../plan/unit-pairs.ts';
import { type VariableValues, variableValues } from '../../plan/variable-values.ts';
import type { BuiltObject } from '../../render/built-object.ts';
import type { OnProgress } from '../../state/progress.ts';
import type { Renderer } from '../../state/renderer.ts';
import { sameContent, type VariantContents } from './variant-content.ts';

/** One side of a comparison. */
export interface Side {
  readonly resolution: Resolution;
  readonly contents: VariantContents;
  readonly clusterValues: VariableValues;
  /** Undefined: there is no Kustomize. */
  renderer(): Promise<Renderer | undefined>;
}

/** What is compared. */
export interface Sides {
  readonly before: Side;
  readonly after: Side;
  readonly pairs: ClusterPairs;
  /** People wrote the same inventory on both sides. */
  readonly isSameIntent: boolean;
}

/** A pair of variants, with the variables that they read and that differ on some of their clusters. */
interface Suspect {
  readonly pair: UnitPair;
  readonly before: Variant;
  readonly after: Variant;
  readonly variables: ReadonlyMap<string, ClusterSet>;
  readonly isSame: boolean;
}

/**
 * Finds out on which clusters what they run differs. What is built from the same, and reads no variable that differs,
 * is not looked at any further; the rest is built, once for each variant, and compared with the values of each cluster.
 */
export async function compareUnits(
  sides: Sides,
  units: readonly UnitPair[],
  differences: Differences,
  progress: OnProgress,
): Promise<UnitChange[]> {
  const suspects = await findSuspects(sides, units);
  const byPair = new Map<UnitPair, UnitChange>();
  let done = 0;
  await Promise.all(
    suspects.map(async (suspect) => {
      byPair.set(suspect.pair, await compareSuspect(sides, suspect, differences));
      progress(++done, suspects.length, 'variants compared');
    }),
  );
  return units.map((pair) => byPair.get(pair) ?? unchanged(pair));
}

function unchanged(pair: UnitPair): UnitChange {
  return { pair, changed: ClusterSet.none(pair.clusters.size), deleted: [], kept: [] };
}

async function findSuspects(sides: Sides, units: readonly UnitPair[]): Promise<Suspect[]> {
  const { before, after, pairs } = sides;
  const ofClusters = changedClusterVariables(before.resolution, after.resolution, pairs);
  const ofNamespaces = changedNamespaceVariables(units);
  const suspects: Suspect[] = [];
  for (const pair of units) {
    const { before: was, after: is } = pair;
    if (!was || !is) continue;
    const variables = await changedAndRead(after, is, pair, ofClusters, ofNamespaces.get(pair.namespace));
    const isSame = sameContent(sides, was, is);
    if (isSame && variables.size === 0) continue;
    suspects.push({ pair, before: was, after: is, variables, isSame });
  }
  return suspects;
}

/** The variables that a variant may read and that differ on some clusters of the pair, with these clusters. */
async function changedAndRead(
  { contents }: Side,
  variant: Variant,
  pair: UnitPair,
  ofClusters: ChangedVariables,
  ofNamespace: ChangedVariables | undefined,
): Promise<Map<string, ClusterSet>> {
  const changed = new Map([
    ...ofClusters,
    ...(ofNamespace ?? []),
    ...changedApplicationVariables(pair).map((name) => [name, pair.clusters] as const),
  ]);
  const found = new Map<string, ClusterSet>();
  if (changed.size === 0) return found;
  const read = await contents.variables(variant);
  for (const [name, clusters] of changed) {
    const both = read.has(name) ? clusters.and(pair.clusters) : undefined;
    if (both && !both.isEmpty()) found.set(name, both);
  }
  return found;
}

async function compareSuspect(sides: Sides, suspect: Suspect, differences: Differences): Promise<UnitChange> {
  const { pair, before, after, isSame } = suspect;
  const objects = await objectsOf(sides.after, after, pair);
  const objectsBefore = objects && (isSame ? objects : await objectsBeforeOf(sides.before, before));
  if (!objects || !objectsBefore) return byFiles(sides, suspect, differences);
  const builds: BuildPair = {
    before: buildOf(sides.before, sides.pairs.before, before, objectsBefore),
    after: buildOf(sides.after, sides.pairs.after, after, objects),
    clusters: pair.clusters,
    changed: (variable) => suspect.variables.get(variable),
  };
  const changes = compareBuilds(builds);
  const unit = unitName(pair);
  for (const { before: was, after: is, clusters, variables } of changes) {
    if (was?.text !== is?.text) differences.object(unit, was, is, clusters);
    else if (is && builds.before.substitutes !== builds.after.substitutes)
      differences.replacing(unit, is, builds.after.substitutes, clusters);
    addVariables(differences, unit, variables, builds, clusters);
  }
  const changed = changes.reduce((all, { clusters }) => all.or(clusters), unchanged(pair).changed);
  return { pair, changed, ...lostObjects(unit, changes, sides.before.resolution.engine.removal) };
}

/** Without manifests at hand: all that is built from other files, and all that may read a variable that differs. */
function byFiles(
  { before: was, after: is, pairs }: Sides,
  { pair, before, after, variables, isSame }: Suspect,
  differences: Differences,
): UnitChange {
  const unit = unitName(pair);
  const files = isSame ? [] : differingFiles(was.contents.files(before), is.contents.files(after));
  for (const path of files) differences.file(unit, path, pair.clusters);
  const values = {
    before: buildOf(was, pairs.before, before, []),
    after: buildOf(is, pairs.after, after, []),
  };
  for (const [variable, clusters] of variables) addVariables(differences, unit, [variable], values, clusters);
  const changed = isSame
    ? [...variables.values()].reduce((all, clusters) => all.or(clusters), unchanged(pair).changed)
    : pair.clusters;
  return { ...unchanged(pair), changed };
}

function differingFiles(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

function addVariables(
  differences: Differences,
  unit: string,
  variables: readonly string[],
  { before, after }: Pick<BuildPair, 'before' | 'after'>,
  clusters: ClusterSet,
): void {
  for (const variable of variables) {
    differences.variable({
      variable,
      unit,
      clusters,
      before: (at) => before.valueOf(at, variable),
      after: (at) => after.valueOf(at, variable),
    });
  }
}

function buildOf(
  { resolution, clusterValues }: Side,
  indices: Int32Array,
  variant: Variant,
  objects: readonly BuiltObject[],
): Build {
  const textOf = variableValues(resolution, clusterValues, variant);
  return {
    objects,
    substitutes: variant.substitutes,
    valueOf: (position, variable) => textOf(at(indices, position), variable),
  };
}

/** What Kustomize builds; undefined if there is no Kustomize. */
async function objectsOf(
  { renderer }: Side,
  variant: Variant,
  pair: UnitPair,
): Promise<readonly BuiltObject[] | undefined> {
  const rendered = await (await renderer())?.variant(variant);
  if (!rendered || rendered.ok) return rendered?.objects;
  throw new UserError(`Kustomize cannot build ${unitName(pair)} (${variant.name}): ${rendered.message}`);
}

/** What could not be built before has nothing to compare with. */
async function objectsBeforeOf({ renderer }: Side, variant: Variant): Promise<readonly BuiltObject[] | undefined> {
  const rendered = await (await renderer())?.variant(variant);
  return rendered?.ok ? rendered.objects : undefined;
}
