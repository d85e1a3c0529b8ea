import { pointerOf } from '../../edit/env-edits.ts';
import { type Container, containersOf, hasReplicas } from '../../model/containers.ts';
import { UsageError, UserError } from '../../model/errors.ts';
import type { KustomizeFolder, ManifestObject } from '../../model/kustomize.ts';
import { nearest } from '../../model/nearest.ts';
import { isPatched, namesOf } from '../../model/patch-target.ts';
import { isRecord } from '../../model/record.ts';

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

/** The container that a variable is for. Throws UsageError if it is not clear which one is meant. */
export function findContainer(
  base: KustomizeFolder,
  workload: string | undefined,
  name: string | undefined,
): Container {
  const objects = workload === undefined ? base.objects : findNamed(base, workload);
  const all = objects.flatMap(containersOf);
  const found = name === undefined ? all.filter(({ isInit }) => !isInit) : all.filter((one) => one.name === name);
  const [only] = found;
  if (only && found.length === 1) return asPatched(only, base);
  const where = workload === undefined ? base.folder : `${workload} in ${base.folder}`;
  if (found.length === 0 && name !== undefined) {
    const names = all.map((one) => one.name);
    const near = nearest(name, names);
    const hint = near ? `Did you mean ${near}?` : names.length === 0 ? undefined : `There is ${names.join(', ')}.`;
    throw new UserError(`there is no container ${name} in ${where}`, hint);
  }
  if (!only) throw new UserError(`there is no container in ${where}`);
  const listed = found.map(({ object, name }) => `${object.kind}/${object.name} ${name}`).join(', ');
  const { object } = only;
  throw new UsageError(
    `it does not say which container is meant: ${listed}`,
    `Say which: --workload ${quoted(`${object.kind}/${object.name}`)} --container ${quoted(only.name)}`,
  );
}

/** A container with the environment that the patches of its base leave. Throws UserError if that cannot be told. */
function asPatched(container: Container, base: KustomizeFolder): Container {
  const at = pointerOf(container);
  let env: readonly string[] | undefined = container.env;
  for (const patch of base.patches.filter((one) => isPatched(one, container.object))) {
    for (const { op, path, value } of patch.operations) {
      const text = String(path);
      const [, item] = text.startsWith(`${at}/env/`) ? (/\/env\/(-|\d+)$/.exec(text) ?? []) : [];
      const name = isRecord(value) ? String(value['name']) : undefined;
      if (op === 'test' || !(text === `${at}/env` || text.startsWith(`${at}/env/`) || `${at}/`.startsWith(`${text}/`)))
        continue;
      if (op === 'add' && text === `${at}/env` && Array.isArray(value))
        env = value.map((one) => (isRecord(one) ? String(one['name']) : ''));
      else if (op === 'add' && item === '-' && env && name !== undefined) env = [...env, name];
      else if (op === 'replace' && item !== undefined && env && name !== undefined) env = env.with(Number(item), name);
      else throw unknownEnv(container, base);
    }
    if (patch.merge && JSON.stringify(patch.merge).includes('"containers"')) throw unknownEnv(container, base);
  }
  return { ...container, env };
}

function unknownEnv({ name }: Container, { file }: KustomizeFolder): UserError {
  return new UserError(
    `${file} patches the container ${name} itself, so its environment is not known here`,
    'Write the operations yourself: --patch FILE',
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

/** Objects by their name, or by `Kind/name`. */
function findNamed({ folder, objects }: KustomizeFolder, word: string): ManifestObject[] {
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
function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word}'`;
}
