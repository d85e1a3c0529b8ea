import { compareText } from '../../model/compare.ts';
import { type Inventory, type Item, itemsOf, type KindName } from '../../model/inventory.ts';
import { isRecord } from '../../model/record.ts';
import { textOf } from '../../model/text-of.ts';

/** A field of an object in which one of the words was found. */
export interface SearchHit {
  readonly of: KindName;
  readonly name: string;
  /** Such as `metadata.labels.tier` or `spec.owners[0]`. */
  readonly field: string;
  /** All of the field. */
  readonly text: string;
  /** Where in the text the first of the words begins; 0 if it is in the key alone. */
  readonly at: number;
  /** Where the object was written, counted from the fleet root. */
  readonly file: string;
}

interface Field {
  readonly field: string;
  readonly text: string;
  /** What is searched, in lower case: of a label or a value its key as well. */
  readonly searched: string;
}

/** Maps whose keys are the user's words. */
const pairs = new Set(['metadata.labels', 'metadata.annotations', 'spec.values']);

/** A cluster's groups are names of other objects, and its amounts no text: each would bring in half the fleet. */
const skipped = new Set(['spec.groups', 'spec.capacity', 'spec.reserved']);

/**
 * The fields of the objects in which all words are found, in any case, those that hold one of the words. Hits in names
 * come first, and of these the whole names; then by kind as in `kinds`, and by name.
 */
export function searchObjects(inventory: Inventory, words: readonly string[], kinds: readonly KindName[]): SearchHit[] {
  const wanted = words.map((word) => word.toLowerCase());
  const hits = kinds.flatMap((kind) => itemsOf(inventory, kind).flatMap((item) => [...hitsIn(kind, item, wanted)]));
  const ranked = hits.map((hit) => ({ hit, rank: rank(hit, wanted), order: kinds.indexOf(hit.of) }));
  ranked.sort((a, b) => a.rank - b.rank || a.order - b.order || compareText(a.hit.name, b.hit.name));
  return ranked.map(({ hit }) => hit);
}

function* hitsIn(of: KindName, { name, object, source }: Item<unknown>, words: readonly string[]): Iterable<SearchHit> {
  const fields = [...fieldsOf(object)].filter(({ searched }) => words.some((word) => searched.includes(word)));
  if (!words.every((word) => fields.some(({ searched }) => searched.includes(word)))) return;
  for (const { field, text } of fields) yield { of, name, field, text, at: firstMatch(text, words), file: source.file };
}

function firstMatch(text: string, words: readonly string[]): number {
  const lower = text.toLowerCase();
  const found = words.map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  return found.length === 0 ? 0 : Math.min(...found);
}

function rank({ field, name }: SearchHit, words: readonly string[]): number {
  if (field !== 'metadata.name') return 2;
  return words.includes(name.toLowerCase()) ? 0 : 1;
}

function* fieldsOf(object: unknown): Iterable<Field> {
  if (!isRecord(object)) return;
  yield* leaves('metadata', object['metadata']);
  yield* leaves('spec', object['spec']);
}

function* leaves(path: string, value: unknown): Iterable<Field> {
  if (skipped.has(path) || value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* leaves(`${path}[${at}]`, item);
  } else if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (pairs.has(path))
        yield { field: `${path}.${key}`, text: textOf(inner), searched: `${key}=${textOf(inner)}`.toLowerCase() };
      else yield* leaves(`${path}.${key}`, inner);
    }
  } else yield { field: path, text: textOf(value), searched: textOf(value).toLowerCase() };
}
