import { Ajv, type ErrorObject, type Options, type SchemaValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { schemaPattern } from '../model/linear-pattern.ts';
import { TookTooLong, withinTime } from './within-time.ts';

/**
 * An Ajv for schemas that somebody else wrote: keywords that draft 7 does not have are no error, and no schema takes
 * forever. Patterns are read as RE2 does if it can, as in the schemas of Kubernetes, and items are told apart by what they say.
 */
export function foreignAjv(options: Options = {}): Ajv {
  const ajv = new Ajv({
    ...{ allErrors: true, verbose: true, strict: false },
    // `required: [constructor]` is not met by what every object has.
    ...{ ownProperties: true, ...options, code: { regExp: patterns } },
  });
  formats.default(ajv);
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', validate: uniqueItems, errors: true });
  return ajv;
}

/** What is wrong with a value, by a schema; nothing if it is as it should be. Throws Endless. */
export type Judge = (value: unknown) => readonly ErrorObject[];

/** A schema that comes to no end with a value; the message says why. */
export class Endless extends Error {}

/** A schema that somebody else wrote, ready to be held against values. Throws Error, with why, if it is no JSON Schema. */
export function judgeOf(ajv: Ajv, schema: object): Judge {
  const validate = notTooDeep(() => ajv.compile(schema));
  const judge: Judge = (value) => (validate(value) ? [] : (validate.errors ?? []));
  return mayBeEndless(schema) ? (value) => notTooDeep(() => withinReason(() => judge(value))) : judge;
}

/** References may multiply, and a long schema take long: all others take as much time as the value is long. */
function mayBeEndless(schema: object): boolean {
  const text = JSON.stringify(schema);
  return text.length > 20_000 || text.includes('"$ref"');
}

/** In milliseconds: no schema that makes sense takes as much for one value. */
const patience = 1500;

function withinReason<T>(work: () => T): T {
  try {
    return withinTime(patience, work);
  } catch (error) {
    throw error instanceof TookTooLong ? new Endless('it takes too long') : error;
  }
}

function notTooDeep<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isFullStack(error)) throw error;
    throw new Endless('it refers to itself without end, or is nested too deeply');
  }
}

function isFullStack(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

/**
 * An expression of a JSON Schema. Nearly all are read by RE2; one with a lookahead or a reference, which RE2 has not, is
 * tried for as long as it makes sense. Throws Error, with the expression in its message, if it cannot be read.
 */
function readPattern(source: string): { test(text: string): boolean; toString(): string } {
  const pattern = schemaPattern(source);
  // Ajv takes two expressions with the same name for one.
  const named = { toString: () => `/${source}/` };
  if (typeof pattern !== 'string') return { test: (text) => pattern.test(text), ...named };
  const native = nativePattern(source);
  if (native) return { test: (text) => withinReason(() => native.test(text)), ...named };
  throw new Error(`the pattern /${source}/ cannot be read: ${pattern}`);
}

/** Undefined: JavaScript cannot read it either. */
function nativePattern(source: string): RegExp | undefined {
  try {
    return source.length > longestNative ? undefined : new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}

const longestNative = 10_000;

type ReadPattern = NonNullable<NonNullable<Options['code']>['regExp']>;

const patterns: ReadPattern = Object.assign(readPattern, { code: 'undefined' });

/** The errors of the keyword `uniqueItems`, where Ajv looks for them. It compares each item with all others itself. */
const uniqueItems: SchemaValidateFunction = (isWanted: boolean, items: readonly unknown[]) => {
  const seen = new Map<string, number>();
  for (const [i, item] of isWanted ? items.entries() : []) {
    const text = canonical(item);
    const j = seen.get(text);
    seen.set(text, i);
    if (j === undefined) continue;
    const message = `must NOT have duplicate items (items ## ${i} and ${j} are identical)`;
    uniqueItems.errors = [{ keyword: 'uniqueItems', params: { i, j }, message }];
    return false;
  }
  return true;
};

/** The same text for two values that are the same data. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, below: unknown) =>
    typeof below === 'object' && below !== null && !Array.isArray(below)
      ? Object.fromEntries(Object.entries(below).sort(([a], [b]) => (a < b ? -1 : 1)))
      : below,
  );
}
