import { hasReplicas } from '../model/containers.ts';
import type { KustomizeFolder, KustomizePatch, ManifestObject } from '../model/kustomize.ts';
import { isPatched, namesOf } from '../model/patch-target.ts';
import { isRecord, toRecords } from '../model/record.ts';

/** A field that an overlay sets, and what it sets it to. */
export interface Setting {
  /** The same for all ways of writing one field. */
  readonly key: string;
  /** For people. */
  readonly field: string;
  readonly value: string;
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
  const name = String(image['name']);
  const settings: Setting[] = [];
  const add = (what: string, value: unknown) => {
    const field = `the ${what} of image ${name}`;
    if (value !== undefined) settings.push({ key: field, field, value: String(value) });
  };
  add('name', image['newName']);
  add('tag', image['digest'] ?? image['newTag']);
  return settings;
}

function replicaSettings(replica: Record<string, unknown>, objects: readonly ManifestObject[]): Setting[] {
  const name = String(replica['name']);
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
    return written.map(({ path, value }) => ({ key: `${on} ${path}`, field: `${path} of ${on}`, value }));
  return patched.flatMap((object) =>
    written.map(({ path, value }) => ({
      key: settingKey(object, byName(object.value, path)),
      field: `${path} of ${object.kind}/${object.name}`,
      value,
    })),
  );
}

function settingKey({ kind, namespace, name }: ManifestObject, path: string): string {
  return `${kind}/${namespace}/${name} ${path}`;
}

/** A field as a patch writes it. */
interface WrittenSetting {
  /** A JSON pointer; in a strategic merge patch items of lists are called by their names. */
  readonly path: string;
  readonly value: string;
}

function writtenSettings({ merge, operations }: KustomizePatch): WrittenSetting[] {
  const settings = merge ? leaves(merge, '') : [];
  for (const operation of operations) {
    const path = pathOf(operation);
    if (path === undefined || operation['op'] === 'test') continue;
    settings.push({ path, value: operation['op'] === 'remove' ? 'removed' : JSON.stringify(operation['value']) });
  }
  return settings;
}

/** The field that an operation sets; undefined if it appends what has no name, which takes nothing from anybody. */
function pathOf({ path, value }: Readonly<Record<string, unknown>>): string | undefined {
  const text = String(path);
  if (!text.endsWith('/-')) return text;
  return isRecord(value) && typeof value['name'] === 'string' ? `${text.slice(0, -1)}${value['name']}` : undefined;
}

/** What a strategic merge patch sets; items of lists are told apart by their name, as Kustomize merges them. */
function leaves(value: unknown, path: string): WrittenSetting[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) =>
      isRecord(item) && typeof item['name'] === 'string' ? leaves(item, `${path}/${item['name']}`) : [],
    );
  }
  if (!isRecord(value)) return [{ path, value: JSON.stringify(value) }];
  const identity = path === '' ? ['apiVersion', 'kind', 'metadata'] : ['name'];
  const own = Object.entries(value).filter(([key]) => !identity.includes(key));
  const metadata = path === '' && isRecord(value['metadata']) ? leaves({ ...value['metadata'] }, '/metadata') : [];
  return [...metadata, ...own.flatMap(([key, child]) => leaves(child, `${path}/${key}`))];
}

/** A JSON pointer into an object with the names of items in place of their positions. */
function byName(object: unknown, pointer: string): string {
  let value = object;
  const steps = pointer.split('/').map((step) => {
    if (Array.isArray(value)) {
      value = /^\d+$/.test(step) ? value[Number(step)] : value.find((item) => isRecord(item) && item['name'] === step);
      return isRecord(value) && typeof value['name'] === 'string' ? value['name'] : step;
    }
    if (step !== '') value = isRecord(value) ? value[step.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
    return step;
  });
  return steps.join('/');
}
