import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import type { BuiltObject } from '../render/built-object.ts';
import { renamedByHash, withNamesOf } from './generated-names.ts';
import { compileObject, type ObjectTemplate } from './object-template.ts';
import { sameManifest } from './same-manifest.ts';

/** What a unit builds before and after, and where its variables come from. */
export interface BuildPair {
  readonly before: Build;
  readonly after: Build;
  /** The clusters that go from the one to the other. */
  readonly clusters: ClusterSet;
  /** Those of them on which a variable has another value. */
  changed(variable: string): ClusterSet | undefined;
}

export interface Build {
  readonly objects: readonly BuiltObject[];
  /** False: Flux leaves variables alone. */
  readonly substitutes: boolean;
  /** The value of a variable on the cluster at a position. */
  valueOf(at: number, variable: string): string | undefined;
}

/** An object that clusters get in another form, or not at all on one side. */
export interface ObjectChange {
  readonly before: BuiltObject | undefined;
  readonly after: BuiltObject | undefined;
  readonly clusters: ClusterSet;
  /** The variables that it reads and that differ on some of the clusters: all of the difference where the texts are the same. */
  readonly variables: readonly string[];
}

/**
 * Compares what clusters run object by object, after variables: nothing that comes out the same is a change. A generated
 * ConfigMap or Secret is the same under another hash, and what refers to it by its name does not change by that.
 */
export function compareBuilds(pair: BuildPair): ObjectChange[] {
  const { clusters } = pair;
  const renamed = renamedByHash(pair.before.objects, pair.after.objects);
  const before = new Map(withNamesOf(renamed, pair.before.objects).map((object) => [objectIdentity(object), object]));
  const after = new Map(pair.after.objects.map((object) => [objectIdentity(object), object]));
  const changes: ObjectChange[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(key);
    const is = after.get(key);
    const isOne = was && is && !renamed.has(is);
    const change = isOne ? compareObjects(was, is, pair) : { before: was, after: is, clusters, variables: [] };
    if (change && !change.clusters.isEmpty()) changes.push(change);
  }
  return changes;
}

function objectIdentity({ apiVersion, kind, namespace, name }: BuiltObject): string {
  return [apiVersion, kind, namespace, name].join(' ');
}

function compareObjects(before: BuiltObject, after: BuiltObject, pair: BuildPair): ObjectChange | undefined {
  const was = compileObject(before, pair.before.substitutes);
  const is = compileObject(after, pair.after.substitutes);
  const sameText = before.text === after.text && was.fills === is.fills;
  const variables = is.names.filter((name) => pair.changed(name));
  if (sameText && variables.length === 0) return undefined;
  if (!sameText && surelyDiffer(was, is)) return { before, after, clusters: pair.clusters, variables };
  const candidates = sameText ? affectedBy(variables, pair) : pair.clusters;
  return { before, after, clusters: differing(was, is, candidates, pair), variables };
}

function affectedBy(variables: readonly string[], { changed, clusters }: BuildPair): ClusterSet {
  return variables.reduce((all, name) => all.or(changed(name) ?? all), ClusterSet.none(clusters.size)).and(clusters);
}

/** Values bring no line ends, so texts that differ in a line without variables differ whatever the values are. */
function surelyDiffer(before: ObjectTemplate, after: ObjectTemplate): boolean {
  const was = before.text.split('\n');
  const is = after.text.split('\n');
  const isFixed = (template: ObjectTemplate, line: string) => !template.fills || !line.includes('$');
  if (was.length !== is.length) return before.names.length === 0 && after.names.length === 0;
  return was.some((line, number) => {
    const other = at(is, number);
    return line !== other && isFixed(before, line) && isFixed(after, other);
  });
}

/** Those clusters where the values make a difference; worked out once for the same values. */
function differing(before: ObjectTemplate, after: ObjectTemplate, candidates: ClusterSet, pair: BuildPair): ClusterSet {
  const found = ClusterSet.none(candidates.size);
  const known = new Map<string, boolean>();
  for (const at of candidates) {
    const was = before.names.map((name) => pair.before.valueOf(at, name));
    const is = after.names.map((name) => pair.after.valueOf(at, name));
    const key = [...was, '', ...is].map((value) => value ?? '\u0001').join('\u0000');
    const differs = known.get(key) ?? !sameManifest(before.fill(was), after.fill(is));
    known.set(key, differs);
    if (differs) found.add(at);
  }
  return found;
}
