import type { KustomizeFolder, KustomizePatch, ManifestObject } from '../model/kustomize.ts';
import { matchesWhole } from '../model/linear-pattern.ts';
import type { Path, Place } from '../model/place.ts';
import { isRecord, recordsIn, toRecord } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';

/** Something that a kustomization does to an object. */
export interface Effect {
  /** `sets the image imdb to imdb:1.1.0` */
  readonly what: string;
  readonly place: Place;
}

/** What a kustomization does to an object that it loads, or that a component is put on. */
export function effectsOn(folder: KustomizeFolder, object: ManifestObject): Effect[] {
  const at = (...path: Path) => ({ file: folder.file, document: 0, path });
  return [
    ...folder.patches
      .filter(({ target }) => isTarget(target, object))
      .map(({ place }) => ({ what: 'patches it', place })),
    ...imageEffects(folder, object, at),
    ...replicaEffects(folder, object, at),
    ...everyObject
      .filter((field) => hasEntries(folder.content[field]))
      .map((field) => ({
        what: `changes every object: ${field}`,
        place: { ...at(field), key: true },
      })),
  ];
}

/** Fields that reach objects without naming them. */
const everyObject = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'labels',
  'commonLabels',
  'commonAnnotations',
  'replacements',
  'transformers',
] as const;

function hasEntries(value: unknown): boolean {
  return typeof value === 'object'
    ? value !== null && Object.keys(value).length > 0
    : value !== undefined && value !== '';
}

/** Whether a patch is for an object, by what its target says of it; patterns match the whole text. */
function isTarget(
  { group, version, kind, name, namespace, labelSelector, annotationSelector }: KustomizePatch['target'],
  object: ManifestObject,
): boolean {
  const slash = object.apiVersion.lastIndexOf('/');
  const metadata = toRecord(object.value['metadata']);
  return (
    matches(group, object.apiVersion.slice(0, Math.max(slash, 0))) &&
    matches(version, object.apiVersion.slice(slash + 1)) &&
    matches(kind, object.kind) &&
    (matches(name, object.name) || matches(name, textOf(metadata['name']))) &&
    (object.namespace === '' || matches(namespace, object.namespace)) &&
    hasAll(labelSelector, metadata['labels']) &&
    hasAll(annotationSelector, metadata['annotations'])
  );
}

function matches(pattern: string | undefined, text: string): boolean {
  return pattern === undefined || pattern === '' || pattern === text || matchesWhole(pattern, text);
}

/** `a=b,c=d` and `a`; of other forms of selectors nothing is known here, so that the patch counts as one for the object. */
function hasAll(selector: string | undefined, written: unknown): boolean {
  if (selector === undefined || selector === '' || /[!()]/.test(selector)) return true;
  const pairs = toRecord(written);
  return selector.split(',').every((part) => {
    const [, key = '', value] = /^\s*([^=\s]+)\s*(?:==?\s*(.*?)\s*)?$/.exec(part) ?? [];
    return Object.hasOwn(pairs, key) && (value === undefined || textOf(pairs[key]) === value);
  });
}

type At = (...path: Path) => Place;

function imageEffects({ content }: KustomizeFolder, { value }: ManifestObject, at: At): Effect[] {
  const used = new Set(imagesIn(value));
  return recordsIn(content['images']).flatMap(({ item, index }) => {
    const name = textOf(item['name']);
    if (!used.has(name)) return [];
    const { newName = name, newTag, digest } = item;
    const version = digest === undefined ? (newTag === undefined ? '' : `:${textOf(newTag)}`) : `@${textOf(digest)}`;
    return [{ what: `sets the image ${name} to ${textOf(newName)}${version}`, place: at('images', index) }];
  });
}

/** The images of all containers of an object, without tag and digest. */
function imagesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(imagesIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'image' && typeof child === 'string'
      ? [child.replace(/@.*$/, '').replace(/:[^/:]*$/, '')]
      : imagesIn(child),
  );
}

const scalable = ['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet'];

function replicaEffects({ content }: KustomizeFolder, { kind, name, value }: ManifestObject, at: At): Effect[] {
  if (!scalable.includes(kind)) return [];
  const metadata = toRecord(value['metadata']);
  return recordsIn(content['replicas'])
    .filter(({ item }) => item['name'] === name || item['name'] === metadata['name'])
    .map(({ item, index }) => ({
      what: `sets the replicas to ${textOf(item['count'])}`,
      place: at('replicas', index),
    }));
}
