import { lastName } from '../model/paths.ts';
import { isRecord, recordsIn, toList, toRecord } from '../model/record.ts';
import type { KeyOrder } from './key-order.ts';

/** A JSON Schema as it was parsed. */
type Schema = Readonly<Record<string, unknown>>;

/** What the schemas say about a place in a document. */
export interface Shape extends KeyOrder {
  /** JSON Schema's words for what may stand here, in the order of the schema; empty: anything. */
  readonly types: readonly string[];
  /** All values that are allowed, if that is a fixed set. */
  readonly choices: readonly unknown[] | undefined;
  /** What text has to match, one of them; none: any text. */
  readonly patterns: readonly RegExp[];
  /** What it is, in the words of the schema. */
  readonly description: string | undefined;
  /** What may stand below a key or in an item; undefined if nothing may. */
  below(step: string | number): Shape | undefined;
}

/** The shapes of kinds by their names, worked out when they are asked for. */
export type Shapes = (kind: string) => Shape | undefined;

/** Reads the schemas of all kinds: draft-07 objects with an `$id`, whose references name other files of the set. */
export function shapesOf(schemas: Iterable<unknown>): Shapes {
  const files = new Map<string, Schema>();
  for (const schema of schemas) {
    if (isRecord(schema) && typeof schema['$id'] === 'string') files.set(lastName(schema['$id']), schema);
  }
  const known = new Map<string, Shape>();
  return (kind) => {
    const file = `${kind.toLowerCase()}.json`;
    const schema = files.get(file);
    if (!schema || schema['title'] !== kind) return undefined;
    const shape = known.get(kind) ?? shapeOf([{ schema, file }], files);
    known.set(kind, shape);
    return shape;
  };
}

/** The shape of a schema that stands alone, such as `valuesSchema`. */
export function shapeOfSchema(schema: Schema): Shape {
  return shapeOf([{ schema, file: '' }], new Map([['', schema]]));
}

/** A schema and the file that its references count from. */
interface Part {
  readonly schema: Schema;
  readonly file: string;
}

function shapeOf(found: readonly Part[], files: ReadonlyMap<string, Schema>): Shape {
  const parts = found.flatMap((part) => withParts(part, files, new Set()));
  const types = new Set(parts.flatMap(({ schema }) => typesOf(schema)));
  const keys = new Set(parts.flatMap(({ schema }) => Object.keys(toRecord(schema['properties']))));
  const known = new Map<string | number, Shape | undefined>();
  return {
    types: [...types],
    keys: [...keys],
    choices: found.map((part) => choicesIn(part, files)).find((choices) => choices !== undefined),
    patterns: parts.flatMap(({ schema }) =>
      typeof schema['pattern'] === 'string' ? [new RegExp(schema['pattern'], 'u')] : [],
    ),
    description: parts.map(({ schema }) => schema['description']).find((text) => typeof text === 'string'),
    below(step) {
      const key = typeof step === 'number' ? 0 : step;
      if (!known.has(key)) known.set(key, shapeBelow(parts, key, files));
      return known.get(key);
    },
  };
}

function shapeBelow(
  parts: readonly Part[],
  step: string | number,
  files: ReadonlyMap<string, Schema>,
): Shape | undefined {
  const below = parts.flatMap(({ schema, file }) =>
    schemasBelow(schema, step).map((found) => ({ schema: found, file })),
  );
  const isRefused = below.length === 0 && parts.some(({ schema }) => schema['additionalProperties'] === false);
  return isRefused ? undefined : shapeOf(below, files);
}

function schemasBelow(schema: Schema, step: string | number): Schema[] {
  if (typeof step === 'number') return isRecord(schema['items']) ? [schema['items']] : [];
  const properties = toRecord(schema['properties']);
  const below = Object.hasOwn(properties, step) ? properties[step] : schema['additionalProperties'];
  return isRecord(below) ? [below] : [];
}

/** A schema with those that it refers to or is put together from. */
function withParts({ schema, file }: Part, files: ReadonlyMap<string, Schema>, seen: Set<unknown>): Part[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const reference = schema['$ref'];
  const target = typeof reference === 'string' ? referred(reference, file, files) : undefined;
  const nested = ['allOf', 'anyOf', 'oneOf'].flatMap((word) => toList(schema[word]));
  const parts = nested.filter(isRecord).map((below) => ({ schema: below, file }));
  return [{ schema, file }, ...(target ? [target] : []), ...parts].flatMap((part) =>
    part.schema === schema ? [part] : withParts(part, files, seen),
  );
}

/** What `common.json#/definitions/name` stands for. */
function referred(reference: string, file: string, files: ReadonlyMap<string, Schema>): Part | undefined {
  const [target = '', pointer = ''] = reference.split('#');
  const name = target === '' ? file : lastName(target);
  let schema: unknown = files.get(name);
  for (const step of pointer.split('/').slice(1)) {
    schema = toRecord(schema)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return isRecord(schema) ? { schema, file: name } : undefined;
}

function typesOf(schema: Schema): string[] {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? type.map(String) : [];
}

/** All values that a schema allows; undefined if one way of meeting it leaves them open. */
function choicesIn({ schema, file }: Part, files: ReadonlyMap<string, Schema>): readonly unknown[] | undefined {
  const own = choicesOf(schema);
  if (own) return own;
  const reference = schema['$ref'];
  const target = typeof reference === 'string' ? referred(reference, file, files) : undefined;
  if (target) return choicesIn(target, files);
  const within = (word: string) => {
    return recordsIn(schema[word]).map(({ item }) => choicesIn({ schema: item, file }, files));
  };
  const alternatives = [...within('anyOf'), ...within('oneOf')];
  const all = alternatives.flatMap((choices) => choices ?? []);
  if (alternatives.length > 0 && alternatives.every((choices) => choices !== undefined)) return all;
  return within('allOf').find((choices) => choices !== undefined);
}

function choicesOf(schema: Schema): readonly unknown[] | undefined {
  if (Array.isArray(schema['enum'])) return schema['enum'];
  return schema['const'] === undefined ? undefined : [schema['const']];
}
