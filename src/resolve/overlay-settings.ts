import { hasReplicas } from '../model/containers.ts';
import { pointerStep } from '../model/json-pointer.ts';
import type { KustomizeFolder, KustomizePatch, ManifestObject } from '../model/kustomize.ts';
import { isPatched, namesOf } from '../model/patch-target.ts';
import { isRecord, toRecords } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';

/** A field that an overlay sets, and what it sets it to. */
export interface Setting {
  /** The same for all ways of writing one field. */
  readonly key: string;
  /** For people. */
  readonly field: string;
  readonly value: string;
  /** It takes away what others set below it, whose keys begin with its own and a slash. */
  readonly replaces?: boolean;
}

/**
 * What an overlay sets in the objects of a base: images, replicas, and what its patches set. A patch of several objects
 * sets each of them. Items of a list that have a name are called by it, however a patch finds them.
 */
export function overlaySettings(
  { content, patches }: KustomizeFolder,
  objects: readonly ManifestObject[],
): readonly Setting[] {
  return [
    ...toRecords(content['images']).flatMap(imageSettings),
    ...toRecords(content['replicas']).flatMap((replica) => replicaSettings(replica, objects)),
    ...patches.flatMap((patch) => patchSettings(patch, objects)),
  ];
}

function imageSettings(image: Record<string, unknown>): Setting[] {
  const name = textOf(image['name']);
  const settings: Setting[] = [];
  const add = (what: string, value: unknown) => {
    const field = `the ${what} of image ${name}`;
    if (value !== undefined) settings.push({ key: field, field, value: textOf(value) });
  };
  add('name', image['newName']);
  add('tag', image['digest'] ?? image['newTag']);
  return settings;
}

function replicaSettings(replica: Record<string, unknown>, objects: readonly ManifestObject[]): Setting[] {
  const name = textOf(replica['name']);
  const setting = { field: `the replicas of ${name}`, value: JSON.stringify(replica['count']) };
  const scaled = objects.filter((object) => hasReplicas(object) && namesOf(object).includes(name));
  if (scaled.length === 0) return [{ ...setting, key: setting.field }];
  return scaled.map((object) => ({ ...setting, key: settingKey(object, '/spec/replicas') }));
}

function patchSettings(patch: KustomizePatch, objects: readonly ManifestObject[]): Setting[] {
  const written = writtenSettings(patch);
  const patched = objects.filter((object) => isPatched(patch, object));
  const on = `${patch.target.kind ?? 'any kind'}/${patch.target.name ?? '*'}`;
  if (patched.length === 0)
    return written.map(({ path, ...rest }) => ({ ...rest, key: `${on} ${path}`, field: `${path} of ${on}` }));
  return patched.flatMap((object) =>
    written.map(({ path, ...rest }) => ({
      ...rest,
      key: settingKey(object, byName(object.value, path)),
      field: `${path} of ${object.kind}/${object.name}`,
    })),
  );
}

function settingKey({ kind, namespace, name }: ManifestObject, path: string): string {
  return `${kind}/${namespace}/${name} ${path}`;
}

/** A field as a patch writes it. */
interface WrittenSetting {
  /** A JSON pointer; in a strategic merge patch items of lists are called by what they are told apart by. */
  readonly path: string;
  readonly value: string;
  readonly replaces?: boolean;
}

function writtenSettings({ merge, operations }: KustomizePatch): WrittenSetting[] {
  return [...(merge ? leaves(merge, '') : []), ...operations.flatMap(operationSettings)];
}

/** An operation on a map or a list sets all that it brings, and takes away what was there. */
function operationSettings(operation: Readonly<Record<string, unknown>>): WrittenSetting[] {
  const path = pathOf(operation);
  const { op, value } = operation;
  if (path === undefined || op === 'test') return [];
  if (op !== 'add' && op !== 'replace')
    return [{ path, value: op === 'remove' ? 'removed' : textOf(op), replaces: true }];
  if (!isRecord(value) && !Array.isArray(value)) return [{ path, value: JSON.stringify(value) }];
  const brought = leaves(value, path).filter((leaf) => leaf.path !== path);
  return [{ path, value: JSON.stringify(value), replaces: true }, ...brought];
}

/** The field that an operation sets; undefined if it adds to a list what has no name, which takes nothing from anybody. */
function pathOf({ op, path, value }: Readonly<Record<string, unknown>>): string | undefined {
  const text = textOf(path);
  const [, list = text] = /^(.*)\/(?:-|\d+)$/s.exec(text) ?? [];
  const name = isRecord(value) ? itemKey(value, list) : undefined;
  if (op === 'add' && list !== text && name !== undefined) return `${list}/${name}`;
  return text.endsWith('/-') ? undefined : text;
}

/**
 * What a strategic merge patch sets; items of lists are told apart as Kustomize merges them. A list whose items are not
 * is set as a whole.
 */
function leaves(value: unknown, path: string): WrittenSetting[] {
  if (Array.isArray(value)) {
    const keys = value.map((item: unknown) => (isRecord(item) ? itemKey(item, path) : undefined));
    if (keys.includes(undefined)) return [{ path, value: JSON.stringify(value), replaces: true }];
    return value.flatMap((item: unknown, index) => leaves(item, `${path}/${keys[index]}`));
  }
  if (!isRecord(value)) return [{ path, value: JSON.stringify(value) }];
  if ('$patch' in value) return [{ path, value: `$patch: ${textOf(value['$patch'])}`, replaces: true }];
  const identity = path === '' ? ['apiVersion', 'kind', 'metadata'] : ['name'];
  const own = Object.entries(value).filter(([key]) => !identity.includes(key));
  const metadata = path === '' && isRecord(value['metadata']) ? leaves({ ...value['metadata'] }, '/metadata') : [];
  return [...metadata, ...own.flatMap(([key, child]) => leaves(child, `${path}/${pointerStep(key)}`))];
}

/** What items of lists are told apart by, other than their name: the merge keys of the API types of Kubernetes. */
const mergeKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ['hostAliases', ['ip']],
  ['ports', ['containerPort', 'port']],
  ['topologySpreadConstraints', ['topologyKey']],
  ['volumeDevices', ['devicePath']],
  ['volumeMounts', ['mountPath']],
]);

/** What tells an item from others in the list at a path; undefined if nothing does. */
function itemKey(item: Readonly<Record<string, unknown>>, path: string): string | undefined {
  const list = path.slice(path.lastIndexOf('/') + 1);
  const keys = [...(mergeKeys.get(list) ?? []), 'name'];
  const found = keys.map((key) => item[key]).find((key) => typeof key === 'string' || typeof key === 'number');
  return found === undefined ? undefined : pointerStep(String(found));
}

/** A JSON pointer into an object with what items are told apart by in place of their positions. */
function byName(object: unknown, pointer: string): string {
  let value = object;
  let path = '';
  for (const step of pointer.split('/').slice(1)) {
    if (Array.isArray(value)) {
      const keyOf = (item: unknown) => (isRecord(item) ? itemKey(item, path) : undefined);
      const list: readonly unknown[] = value;
      value = /^\d+$/.test(step) ? list[Number(step)] : list.find((item) => keyOf(item) === step);
      path = `${path}/${keyOf(value) ?? step}`;
    } else {
      value = isRecord(value) ? value[step.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
      path = `${path}/${step}`;
    }
  }
  return path;
}
