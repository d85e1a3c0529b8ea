import { groupOf } from '../model/cluster-scoped.ts';
import { imageName } from '../model/containers.ts';
import type { KustomizeFolder, ManifestObject } from '../model/kustomize.ts';
import { isPatched, namesOf } from '../model/patch-target.ts';
import type { Path, Place } from '../model/place.ts';
import { isRecord, valueAt } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import type { PlacedVariant } from '../model/unit.ts';
import type { BuiltObject } from '../render/built-object.ts';

/**
 * Where people wrote a field of an object that Kustomize built: in the last overlay that sets it, or else in the
 * manifest, as far down as that goes. If it cannot be told which manifest, the kustomization of the base.
 */
export function writtenPlace(unit: PlacedVariant, built: BuiltObject, path: Path): Place {
  const folders = unit.variant.folders.toReversed();
  const written = sourceOf(
    built,
    folders.flatMap(({ objects }) => objects),
  );
  const image = valueAt(built.value, path);
  for (const folder of folders) {
    const place = path.at(-1) === 'image' ? placeOfImage(folder, image) : undefined;
    if (place) return place;
    const patched = written && placeInPatches(folder, written, path, built);
    if (patched) return patched;
  }
  if (written)
    return { ...written.place, path: [...(written.place.path ?? []), ...reachable(written.value, path, built)] };
  const last = folders.at(-1);
  return unit.variant.kind === 'application' && last
    ? { file: last.file }
    : { ...unit.home.namespace.source, path: ['metadata', 'name'], key: true };
}

/**
 * What an object was built from. One name may be written for several namespaces; where none of them is that of the
 * object, a namespace was set for all, and any of them will do.
 */
function sourceOf(built: BuiltObject, objects: readonly ManifestObject[]): ManifestObject | undefined {
  const named = objects.filter((object) => isBuiltFrom(object, built));
  return named.find(({ namespace }) => namespace === built.namespace) ?? named[0];
}

/** A prefix and a suffix may have been added to the name. */
function isBuiltFrom(written: ManifestObject, { apiVersion, kind, name }: BuiltObject): boolean {
  if (written.kind !== kind || groupOf(written.apiVersion) !== groupOf(apiVersion)) return false;
  return namesOf(written).includes(name);
}

/** An entry of `images` that made the image what it is. */
function placeOfImage({ content, file }: KustomizeFolder, image: unknown): Place | undefined {
  const images: unknown = content['images'];
  if (!Array.isArray(images) || typeof image !== 'string') return undefined;
  const index = images.findIndex((entry: unknown) => {
    if (!isRecord(entry)) return false;
    const { name, newName, newTag, digest } = entry;
    const isNamed = imageName(image) === (newName ?? name);
    return isNamed && [newTag, digest].some((part) => part !== undefined && image.endsWith(textOf(part)));
  });
  if (index < 0) return undefined;
  const field = isRecord(images[index]) && images[index]['digest'] !== undefined ? 'digest' : 'newTag';
  return { file, document: 0, path: ['images', index, field] };
}

function placeInPatches(
  { patches }: KustomizeFolder,
  object: ManifestObject,
  path: Path,
  built: BuiltObject,
): Place | undefined {
  for (const { merge, operations, place, ...patch } of patches.toReversed()) {
    if (!isPatched({ merge, operations, place, ...patch }, object)) continue;
    const pointer = `/${path.join('/')}`;
    const sets = operations.some(({ path: at }) => typeof at === 'string' && at !== '' && pointer.startsWith(at));
    if (sets || (merge && reachable(merge, path, built).length === path.length)) return place;
  }
  return undefined;
}

/** As much of a path as there is in what people wrote; items of lists with names are found by these. */
function reachable(written: unknown, path: Path, built: BuiltObject): Path {
  const found: (string | number)[] = [];
  let value = written;
  let there: unknown = built.value;
  for (const step of path) {
    there = valueAt(there, [step]);
    const at = Array.isArray(value) ? indexIn(value, step, there) : step;
    const next = valueAt(value, [at]);
    if (next === undefined) break;
    found.push(at);
    value = next;
  }
  return found;
}

function indexIn(list: readonly unknown[], step: string | number, built: unknown): string | number {
  const name = isRecord(built) ? built['name'] : undefined;
  if (name === undefined) return step;
  const index = list.findIndex((item) => isRecord(item) && item['name'] === name);
  return index < 0 ? step : index;
}
