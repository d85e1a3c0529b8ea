import { parsePath } from '../../edit/assignment.ts';
import { pathText } from '../../edit/field-edit.ts';
import { isTextMap } from '../../edit/field-path.ts';
import type { Shape } from '../../edit/shape.ts';
import { UsageError } from '../../model/errors.ts';
import { exactJson } from '../../model/exact-json.ts';
import { exactObject } from '../../model/exact-object.ts';
import type { KindName } from '../../model/inventory.ts';
import { kindWordsOf } from '../../model/kind-names.ts';
import { nearest } from '../../model/nearest.ts';
import type { Path } from '../../model/place.ts';
import { isRecord } from '../../model/record.ts';
import { textOf } from '../../model/text-of.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { readSchemas } from '../../state/schemas.ts';
import type { ListedObject } from './list-objects.ts';

/** Finds fields of the objects of a kind, as they are listed. */
export interface ObjectFields {
  /**
   * Reads the path of a field: `spec.capacity.cpu`, `.metadata.name`, `status.ring`, `spec.groups[0]`; shorter ones are
   * `labels.tier`, `capacity.cpu`, and `values.KEY`, of clusters with what they inherit. Undefined if its first word
   * is none of these; a UsageError if a later one is wrong.
   */
  find(typed: string): Path | undefined;
}

/** Knows the fields of a kind from its schema. */
export function objectFields(fs: FileSystem, kind: KindName): ObjectFields {
  const shape = readSchemas(fs).shapes()(kind);
  if (!shape) throw new Error(`the kind ${kind} has no schema`);
  return {
    find(typed) {
      const words = parsePath(typed.replace(/^\{(.*)\}$/, '$1').replace(/^\$?\./, ''));
      const path = inFull(words, kind, shape);
      return path && (path[0] === 'status' ? withFreeKey(path, ['status', 'values']) : checked(path, kind, shape));
    },
  };
}

/** The text of a field; a list, or a field of the items of a list, with commas. */
export function fieldText({ item, status }: ListedObject, path: Path): string {
  return wholeText(valueAt({ ...exactObject(item), status }, path));
}

function inFull(words: Path, kind: KindName, shape: Shape): Path | undefined {
  const first = String(words[0]);
  if (first === 'status' || shape.keys.includes(first)) return words;
  if (first === 'labels' || first === 'annotations') return ['metadata', ...words];
  if (first === 'values' && kind === 'Cluster') return ['status', ...words];
  return shape.below('spec')?.keys.includes(first) ? ['spec', ...words] : undefined;
}

/** The path, if the schema has it. What comes after a map of the user's own keys is one key: it may hold dots. */
function checked(path: Path, kind: KindName, root: Shape): Path {
  let shape = root;
  for (const [at, step] of path.entries()) {
    const isList = shape.types.includes('array');
    const here = isList ? shape.below(0) : shape;
    if (isList && typeof step === 'number') {
      shape = here ?? shape;
      continue;
    }
    if (!here || isTextMap(here)) return withFreeKey(path, path.slice(0, at));
    const below = here.keys.includes(String(step)) || here.types.length === 0 ? here.below(step) : undefined;
    if (!below) throw unknownField(path.slice(0, at), String(step), kind, here.keys);
    shape = below;
  }
  return path;
}

function withFreeKey(path: Path, map: Path): Path {
  const isBelow = path.length > map.length && map.every((step, at) => path[at] === step);
  return isBelow ? [...map, path.slice(map.length).join('.')] : path;
}

function unknownField(parents: Path, step: string, kind: KindName, keys: readonly string[]): UsageError {
  const near = nearest(step, keys);
  const fields = keys.length === 0 ? 'It holds no fields.' : `The fields there are ${keys.join(', ')}.`;
  return new UsageError(
    `there is no field ${pathText([...parents, step])} in a ${kindWordsOf(kind).singular}`,
    near === undefined ? fields : `Did you mean ${pathText([...parents, near])}?`,
  );
}

/** Of a list all items have a part in it, unless one is named by its number. */
function valueAt(value: unknown, path: Path): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (Array.isArray(value))
    return typeof first === 'number' ? valueAt(value[first], rest) : value.map((item) => valueAt(item, path));
  return isRecord(value) && Object.hasOwn(value, first) ? valueAt(value[first], rest) : undefined;
}

function wholeText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (!Array.isArray(value)) return isRecord(value) ? exactJson(value) : textOf(value);
  return value
    .map(wholeText)
    .filter((text) => text !== '')
    .join(',');
}
