import type { Path } from '../model/place.ts';
import { isRecord } from '../model/record.ts';
import { sameData } from '../model/same-data.ts';
import type { FieldEdit } from './field-edit.ts';
import { isPlainList, mergeLists } from './merge-lists.ts';

/** A field that two sides set to different values. */
export interface FieldClash {
  readonly path: Path;
  /** The value on either side; undefined if the field was removed. */
  readonly here: unknown;
  readonly there: unknown;
  /** A list of maps, on both sides: which items are which cannot be told, but by their lines. */
  readonly isList: boolean;
}

export interface MergedFields {
  /** What has to be done to their document so that it holds our changes as well. */
  readonly edits: readonly FieldEdit[];
  readonly clashes: readonly FieldClash[];
}

/**
 * Brings our changes of a document to theirs, field by field. Without `base`, both sides wrote the object anew: what
 * only one of them has is kept, and what differs clashes.
 */
export function mergeFields(base: unknown, ours: unknown, theirs: unknown): MergedFields {
  const edits: FieldEdit[] = [];
  const clashes: FieldClash[] = [];
  const isNew = base === undefined;
  const kind = isRecord(theirs) ? theirs['kind'] : undefined;
  visit([], base, ours, theirs);
  return { edits, clashes };

  function visit(path: Path, before: unknown, here: unknown, there: unknown): void {
    if (sameData(here, before) || sameData(here, there)) return;
    const maps = asMaps(path, before, here, there);
    if (maps) {
      for (const key of new Set([...Object.keys(maps.here), ...Object.keys(maps.before)]))
        visit([...path, key], field(maps.before, key), field(maps.here, key), field(maps.there, key));
      return;
    }
    if (path.length === 0) clashes.push({ path, here, there, isList: false });
    else if (sameData(there, before)) edits.push(editTo(path, here));
    else visitChanged(path, before, here, there);
  }

  function visitChanged(path: Path, before: unknown, here: unknown, there: unknown): void {
    const list = before ?? [];
    if (!isNew && isPlainList(list) && isPlainList(here) && isPlainList(there)) {
      const first = kind === 'Cluster' && path.join('.') === 'spec.groups';
      const merged = mergeLists(list, here, there, { first });
      if (merged) {
        edits.push(editTo(path, merged));
        return;
      }
    }
    const isList = [list, here, there].every((value) => Array.isArray(value) && !isPlainList(value));
    clashes.push({ path, here, there, isList });
  }
}

/** Maps whose keys are free: one that is gone is one that is empty. */
const freeMaps = new Set(['metadata.labels', 'metadata.annotations', 'spec.values']);

type Fields = Readonly<Record<string, unknown>>;

/** The three as maps to be merged key by key; undefined if they are not. */
function asMaps(
  path: Path,
  before: unknown,
  here: unknown,
  there: unknown,
): Record<'before' | 'here' | 'there', Fields> | undefined {
  const gone = freeMaps.has(path.join('.')) ? {} : undefined;
  const [b, h, t] = [before ?? {}, here ?? gone, there ?? gone];
  return isRecord(b) && isRecord(h) && isRecord(t) ? { before: b, here: h, there: t } : undefined;
}

function field(map: Fields, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function editTo(path: Path, value: unknown): FieldEdit {
  return value === undefined ? { op: 'unset', path } : { op: 'set', path, value };
}
