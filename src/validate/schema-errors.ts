import type { ErrorObject } from 'ajv';
import type { Finding, Rule } from '../model/diagnostic.ts';
import type { ParsedDocument } from '../model/documents.ts';
import type { Path } from '../model/place.ts';
import { isRecord } from '../model/record.ts';
import { schemaRule } from '../model/rules/re102-schema.ts';
import { timeZoneRule } from '../model/rules/re701-time-zone.ts';
import { windowRule } from '../model/rules/re702-window.ts';
import { explain, type SchemaError } from './explain-error.ts';
import { fieldName, valueName } from './field-words.ts';

/** What is known of a document beside its errors. */
interface Surroundings extends Pick<SchemaError, 'guessTimeZone'> {
  /** Where it was written. */
  readonly file: string;
}

/** Errors in words, one for each place: of several at one place the most telling. */
export function explainErrors(
  errors: readonly ErrorObject[],
  document: ParsedDocument,
  around: Surroundings,
): Finding[] {
  const anyOf = new Set(errors.filter((error) => error.keyword === 'anyOf').map((error) => error.instancePath));
  const best = new Map<string, ErrorObject>();
  for (const error of errors) {
    const isDetail = error.keyword === 'propertyNames' || (error.keyword !== 'anyOf' && anyOf.has(error.instancePath));
    if (isDetail) continue;
    const place = JSON.stringify(placeOf(error, document.value));
    const other = best.get(place);
    if (!other || rank(error) < rank(other)) best.set(place, error);
  }
  return [...best.values()].map((error) => toFinding(error, document, around));
}

const ranks = ['type', 'anyOf', 'not', 'enum', 'const', 'format'];

function rank(error: ErrorObject): number {
  const at = ranks.indexOf(error.keyword);
  return at < 0 ? ranks.length : at;
}

function toFinding(error: ErrorObject, document: ParsedDocument, { file, ...around }: Surroundings): Finding {
  const place = placeOf(error, document.value);
  const value = valueName(error.data, document.numbers?.[error.instancePath]);
  const { message, hint } = explain({ ...around, error, field: fieldName(place.path), value });
  const finding = { rule: ruleOf(error), message, place: { file, document: document.index, ...place } };
  return hint === undefined ? finding : { ...finding, hint };
}

function ruleOf(error: ErrorObject): Rule {
  if (error.schemaPath.includes('/timeZone/')) return timeZoneRule;
  return /\/(duration|schedule)\//.test(error.schemaPath) ? windowRule : schemaRule;
}

function placeOf(error: ErrorObject, root: unknown): { path: Path; key?: boolean } {
  const path = pathOf(error.instancePath, root);
  const { params, propertyName } = error;
  if (propertyName !== undefined) return { path: [...path, propertyName], key: true };
  switch (error.keyword) {
    case 'additionalProperties':
      return { path: [...path, String(params['additionalProperty'])], key: true };
    case 'required':
      return { path: [...path, String(params['missingProperty'])] };
    case 'uniqueItems':
      return { path: [...path, Math.max(Number(params['i']), Number(params['j']))] };
    default:
      return { path };
  }
}

/** A JSON pointer as a path; whether a step is an index is seen from the data. */
export function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  let value = root;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(key) : key);
    value = Array.isArray(value) ? value[Number(key)] : isRecord(value) ? value[key] : undefined;
  }
  return path;
}
