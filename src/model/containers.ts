import { groupOf } from './cluster-scoped.ts';
import type { ManifestObject } from './kustomize.ts';
import { linearPattern } from './linear-pattern.ts';
import type { Path } from './place.ts';
import { isRecord, toRecords, toText } from './record.ts';
import { textOf } from './text-of.ts';

/** A container as a manifest writes it. */
export interface Container {
  readonly object: ManifestObject;
  /** From the root of the object, such as `spec.template.spec.containers[0]`. */
  readonly path: Path;
  readonly name: string;
  /** Empty if the manifest says none. */
  readonly image: string;
  /** Whether it runs to its end before the others start. */
  readonly isInit: boolean;
  /** The variables of its environment that have no value of their own: it comes from a Secret, a ConfigMap or a field. */
  readonly valueFrom: readonly string[];
}

const lists: readonly string[] = ['containers', 'initContainers'];

/** Kinds whose `spec.replicas` the field `replicas` of a kustomization sets. */
const scaled: readonly string[] = ['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet'];

/** Kinds of Kubernetes with pods, by group: of their lists of containers and variables Kustomize knows the merge keys. */
const workloads: ReadonlySet<string> = new Set([
  ...['Pod', 'PodTemplate', 'ReplicationController'].map((kind) => `/${kind}`),
  ...['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'].map((kind) => `apps/${kind}`),
  ...['CronJob', 'Job'].map((kind) => `batch/${kind}`),
]);

/** Whether a strategic merge patch adds to the containers of an object; those of custom resources it would replace. */
export function mergesContainers({ apiVersion, kind }: ManifestObject): boolean {
  return workloads.has(`${groupOf(apiVersion)}/${kind}`);
}

/** The containers of an object, wherever Kustomize looks for images. */
export function containersOf(object: ManifestObject): Container[] {
  const found: Container[] = [];
  collectContainers(object, object.value, [], found);
  return found;
}

/** Whether `replicas` of a kustomization can set how many there are. */
export function hasReplicas({ kind }: ManifestObject): boolean {
  return scaled.includes(kind);
}

/**
 * Whether `images` of a kustomization with this name changes an image. The name is a pattern, and a tag that holds a
 * variable keeps Kustomize from seeing the image.
 */
export function isImageNamed(image: string, name: string): boolean {
  if (imageName(image) === name) return hasPlainTag(image);
  const pattern = linearPattern(`^${name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`);
  return typeof pattern !== 'string' && pattern.test(image);
}

/** Whether a tag is one that Kustomize can read: without variables. */
export function hasPlainTag(image: string): boolean {
  return /^(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$/.test(image.slice(imageName(image).length));
}

/** An image without tag and digest: a colon before a slash belongs to the port of the registry. */
export function imageName(image: string): string {
  const [named = ''] = image.split('@');
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  return colon < 0 ? named : named.slice(0, colon);
}

function collectContainers(object: ManifestObject, value: unknown, path: Path, found: Container[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collectContainers(object, item, [...path, index], found);
    return;
  }
  if (!isRecord(value)) return;
  for (const [key, below] of Object.entries(value)) {
    if (!lists.includes(key) || !Array.isArray(below)) {
      collectContainers(object, below, [...path, key], found);
      continue;
    }
    for (const [index, item] of below.entries())
      if (isRecord(item)) found.push(toContainer(object, item, [...path, key, index]));
  }
}

function toContainer(object: ManifestObject, item: Readonly<Record<string, unknown>>, path: Path): Container {
  const { name, image, env } = item;
  return {
    object,
    path,
    name: toText(name) ?? '',
    image: toText(image) ?? '',
    isInit: path.includes('initContainers'),
    valueFrom: toRecords(env).flatMap((entry) => ('valueFrom' in entry ? [textOf(entry['name'])] : [])),
  };
}
