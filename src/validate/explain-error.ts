import type { ErrorObject } from 'ajv';
import { schemaPattern } from '../model/linear-pattern.ts';
import { nearest } from '../model/nearest.ts';
import { isRecord, toRecord, toText } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import { cronProblem } from './cron.ts';
import { typeName, valueName } from './field-words.ts';
import { suggestText } from './suggest-text.ts';

/** What is said about an error, at a place in the document. */
export interface Explanation {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A schema error with what an explanation is made from. */
export interface SchemaError {
  readonly error: ErrorObject;
  /** Where it is, such as `spec.groups[0]`. */
  readonly field: string;
  /** What is there, with numbers as they were written. */
  readonly value: string;
  /** Which time zone was probably meant. */
  guessTimeZone?(name: string): string | undefined;
}

/** An error in words: what is wrong, and what to write instead. */
export function explain(found: SchemaError): Explanation {
  return (explanations[found.error.keyword] ?? explainByDescription)(found);
}

const explanations: Readonly<Record<string, (found: SchemaError) => Explanation>> = {
  type: explainType,
  additionalProperties: explainUnknownField,
  required: explainMissingField,
  enum: explainChoice,
  uniqueItems: explainRepetition,
  format: explainFormat,
  pattern: explainFormat,
  maxLength: explainLength,
  minimum: explainLimit,
  maximum: explainLimit,
  exclusiveMinimum: explainLimit,
  const: ({ error, field, value }) => ({
    message: `${field} must be ${textOf(error.params['allowedValue'])}, not ${value}`,
  }),
  not: explainExclusion,
};

function explainUnknownField({ error, field }: SchemaError): Explanation {
  const name = textOf(error.params['additionalProperty']);
  const properties = propertiesOf(error.parentSchema);
  const message = `there is no field ${field}`;
  const near = nearest(name, Object.keys(properties));
  if (near) return { message, hint: `Did you mean ${near}?` };
  if (Object.hasOwn(propertiesOf(properties['spec']), name)) return { message, hint: `Write it below spec.` };
  return { message, hint: `The fields here are ${Object.keys(properties).join(', ')}.` };
}

function explainMissingField({ error, field }: SchemaError): Explanation {
  const schema = propertiesOf(error.parentSchema)[textOf(error.params['missingProperty'])];
  const fixed = isRecord(schema) ? schema['const'] : undefined;
  return {
    message: `${field} is missing`,
    hint: fixed === undefined ? descriptionOf(schema) : `Write ${field}: ${textOf(fixed)}.`,
  };
}

function explainChoice({ error, field, value }: SchemaError): Explanation {
  const allowed: readonly unknown[] = error.params['allowedValues'];
  const near = typeof error.data === 'string' ? nearest(error.data, allowed.map(String)) : undefined;
  return { message: `${field} is ${value}, and can be ${allowed.join(', ')}`, hint: near && `Did you mean ${near}?` };
}

function explainExclusion({ error, field, value }: SchemaError): Explanation {
  const key = error.propertyName;
  const message = key === undefined ? `${field} may not be ${value}` : `${JSON.stringify(key)} cannot be a key here`;
  return { message, hint: descriptionOf(error.schema) };
}

function explainRepetition({ error, field }: SchemaError): Explanation {
  const items: unknown = error.data;
  const repeated = Array.isArray(items) ? items[Number(error.params['j'])] : undefined;
  return { message: `${valueName(repeated)} is there twice: ${field}`, hint: 'Keep one of the two.' };
}

function explainFormat(found: SchemaError): Explanation {
  const schema: unknown = found.error.parentSchema;
  const format = isRecord(schema) ? schema['format'] : undefined;
  if (format === 'cron') return explainSchedule(found);
  if (format === 'time-zone') return explainTimeZone(found);
  const explanation = explainByDescription(found);
  const isNoDay = format === 'date' && /^\d{4}-\d\d-\d\d$/.test(textOf(found.error.data));
  return isNoDay ? { ...explanation, message: `${explanation.message}: there is no such day` } : explanation;
}

function explainTimeZone({ error, value, guessTimeZone }: SchemaError): Explanation {
  const near = guessTimeZone?.(textOf(error.data));
  const hint = near ? `Did you mean ${near}?` : descriptionOf(error.parentSchema);
  return { message: `${value} is not a time zone`, hint };
}

function explainSchedule({ error, field, value }: SchemaError): Explanation {
  const problem = cronProblem(textOf(error.data)) ?? 'it is not a schedule';
  const hint = 'Write minute, hour, day of the month, month, day of the week: "0 2 * * 1-5".';
  return { message: `${field} ${value} cannot be read: ${problem}`, hint };
}

function explainLimit({ error, field, value }: SchemaError): Explanation {
  const words: Readonly<Record<string, string>> = { '>=': 'at least', '<=': 'at most', '>': 'more than' };
  const { comparison, limit } = error.params;
  return { message: `${field} must be ${words[textOf(comparison)]} ${textOf(limit)}, not ${value}` };
}

function explainLength({ error, field }: SchemaError): Explanation {
  const { data, parentSchema, params, propertyName } = error;
  const what = propertyName === undefined ? field : `the key ${valueName(propertyName)}`;
  const message = `${what} has ${[...textOf(data)].length} characters, and ${textOf(params['limit'])} are the most`;
  return { message, hint: descriptionOf(parentSchema) };
}

/** The schema says in words what it wants; the expression that tests it would help nobody. */
function explainByDescription({ error, field, value }: SchemaError): Explanation {
  const { data, parentSchema, propertyName } = error;
  const isNegative = error.keyword === 'anyOf' && /^-\d/.test(textOf(data));
  if (isNegative) return { message: `${field} is negative: ${value}`, hint: descriptionOf(parentSchema) };
  const hint = hintByDescription(propertyName ?? data, parentSchema);
  if (propertyName !== undefined) return { message: `${JSON.stringify(propertyName)} cannot be a key here`, hint };
  if (data === '') return { message: `${field} is empty`, hint };
  return { message: `${field} cannot be ${value}`, hint };
}

/** What was probably meant, and what the schema wants. */
function hintByDescription(data: unknown, schema: unknown): string | undefined {
  const near = typeof data === 'string' ? suggestText(data, schema) : undefined;
  const description = descriptionOf(schema);
  if (near === undefined) return description;
  return `Did you mean ${near}?${description === undefined ? '' : ` ${description}`}`;
}

function descriptionOf(schema: unknown): string | undefined {
  return toText(toRecord(schema)['description']);
}

function propertiesOf(schema: unknown): Readonly<Record<string, unknown>> {
  const properties = isRecord(schema) ? schema['properties'] : undefined;
  return toRecord(properties);
}

const wanted: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a map',
  array: 'a list',
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number',
};

/** A value of the wrong type: what is wanted, what is there, and how it is written. */
function explainType(found: SchemaError): Explanation {
  const { error, field, value } = found;
  const type = textOf(error.params['type']);
  const there = typeof error.data === 'number' ? `the number ${value}` : typeName(error.data);
  return { message: `${field} must be ${wanted[type] ?? type}, not ${there}`, hint: hintFor(type, found) };
}

function hintFor(type: string, { error, value }: SchemaError): string | undefined {
  const { data } = error;
  const isScalar = typeof data === 'number' || typeof data === 'boolean';
  if (data === null) return 'Give it a value, or leave the field out.';
  if (type === 'string' && isScalar) {
    return isAllowedText(value, error.parentSchema)
      ? `Put it in quotes: "${value}".`
      : hintByDescription(value, error.parentSchema);
  }
  const fields = Object.keys(propertiesOf(error.parentSchema));
  if (type === 'object' && fields.length > 0) return `Write it with its fields: ${fields.join(', ')}.`;
  if (type === 'array' && (isScalar || typeof data === 'string')) return `Write a list: [${value}].`;
  if (type === 'boolean' && typeof data === 'string') return 'Write true or false, without quotes.';
  const isNumberInQuotes = typeof data === 'string' && data.trim() !== '' && Number.isFinite(Number(data));
  return (type === 'number' || type === 'integer') && isNumberInQuotes
    ? `Write it without quotes: ${data}.`
    : undefined;
}

function isAllowedText(text: string, schema: unknown): boolean {
  const pattern = isRecord(schema) ? schema['pattern'] : undefined;
  if (typeof pattern !== 'string') return true;
  const form = schemaPattern(pattern);
  return typeof form === 'string' || form.test(text);
}
