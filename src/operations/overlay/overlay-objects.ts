import { at } from '../../model/at.ts';
import { type Container, containersOf, hasReplicas, mergesContainers } from '../../model/containers.ts';
import { UsageError, UserError } from '../../model/errors.ts';
import type { KustomizeFolder, ManifestObject } from '../../model/kustomize.ts';
import { nearest } from '../../model/nearest.ts';
import { namesOf } from '../../model/patch-target.ts';

/** How many of something there are to be. */
export interface ReplicasWish {
  /** Undefined: the only one that can be meant. */
  readonly name: string | undefined;
  readonly count: number;
}

/** A variable of the environment. */
export interface EnvWish {
  readonly name: string;
  readonly value: string;
}

/** The name of what has replicas. Throws UsageError if there is none or more than one, and none is named. */
export function findScaled({ folder, objects }: KustomizeFolder, { name, count }: ReplicasWish): string {
  if (name !== undefined) return name;
  const names = [...new Set(objects.filter(hasReplicas).map((object) => object.name))];
  const [only] = names;
  if (only === undefined) throw new UserError(`nothing in ${folder} has replicas`);
  if (names.length === 1) return only;
  throw new UsageError(
    `several have replicas in ${folder}: ${names.join(', ')}`,
    `Say which: --replicas ${only}=${count}`,
  );
}

/**
 * The containers that variables are for: those with these names, or the only one that there is. Throws UsageError if it
 * is not clear which are meant.
 */
export function findContainers(
  base: KustomizeFolder,
  workload: string | undefined,
  names: readonly string[],
): readonly Container[] {
  const objects = workload === undefined ? base.objects : findNamed(base, workload);
  const all = objects.flatMap(containersOf);
  const where = workload === undefined ? base.folder : `${workload} in ${base.folder}`;
  if (names.length > 0) return names.map((name) => merging(onlyOne(namedAmong(all, name, where))));
  const found = all.filter(({ isInit }) => !isInit);
  if (found.length === 0) throw new UserError(`there is no container in ${where}`);
  return [merging(onlyOne(found))];
}

/** Throws UserError for a container of a custom resource. */
function merging(container: Container): Container {
  const { kind, name } = container.object;
  if (mergesContainers(container.object)) return container;
  throw new UserError(
    `${kind}/${name} is of no kind of Kubernetes itself: Kustomize would put what a patch says in the place of its containers`,
    'Write the operations yourself: --patch FILE',
  );
}

function namedAmong(all: readonly Container[], name: string, where: string): readonly Container[] {
  const found = all.filter((one) => one.name === name);
  if (found.length > 0) return found;
  const names = all.map((one) => one.name);
  const near = nearest(name, names);
  const hint = near ? `Did you mean ${near}?` : names.length === 0 ? undefined : `There is ${names.join(', ')}.`;
  throw new UserError(`there is no container ${name} in ${where}`, hint);
}

function onlyOne(found: readonly Container[]): Container {
  const only = at(found, 0);
  if (found.length === 1) return only;
  const listed = found.map(({ object, name }) => `${object.kind}/${object.name} ${name}`).join(', ');
  const { object } = only;
  throw new UsageError(
    `it does not say which container is meant: ${listed}`,
    `Say which: --workload ${quoted(`${object.kind}/${object.name}`)} --container ${quoted(only.name)}`,
  );
}

/** The object that operations without a target are for. */
export function findPatched(base: KustomizeFolder, workload: string | undefined): ManifestObject {
  const objects =
    workload === undefined ? base.objects.filter((one) => containersOf(one).length > 0) : findNamed(base, workload);
  const [only] = objects;
  if (only && objects.length === 1) return only;
  const listed = (objects.length > 0 ? objects : base.objects).map(({ kind, name }) => `${kind}/${name}`);
  throw new UsageError(
    `it does not say which object the patch is for: ${listed.join(', ')}`,
    `Say which: --workload ${quoted(listed[0] ?? 'Deployment/NAME')}`,
  );
}

/** Objects by their name, or by `Kind/name`. Throws UserError if there is none. */
export function findNamed({ folder, objects }: KustomizeFolder, word: string): ManifestObject[] {
  const lower = word.toLowerCase();
  const found = objects.filter((object) =>
    namesOf(object).some((name) => name === word || `${object.kind}/${name}`.toLowerCase() === lower),
  );
  // A Service often has the name of its Deployment: what runs is meant, unless the kind is named.
  const running = found.filter((object) => containersOf(object).length > 0);
  if (found.length > 0) return running.length > 0 ? running : found;
  const ids = objects.flatMap((object) => [object.name, `${object.kind}/${object.name}`]);
  const near = nearest(word, ids);
  throw new UserError(
    `there is no ${word} in ${folder}`,
    near ? `Did you mean ${near}?` : `There is ${objects.map(({ kind, name }) => `${kind}/${name}`).join(', ')}.`,
  );
}

/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word}'`;
}
