import type { Path } from '../model/place.ts';
import { textOf } from '../model/text-of.ts';

/** A field as people write it down: `spec.groups[0]`, `metadata.labels["example.com/tier"]`. */
export function fieldName(path: Path): string {
  let name = '';
  for (const step of path) {
    if (typeof step === 'number') name += `[${step}]`;
    else if (/^[\w-]+$/.test(step)) name += name === '' ? step : `.${step}`;
    else name += `[${JSON.stringify(step)}]`;
  }
  return name === '' ? 'the document' : name;
}

/** What a value is, in one word or two. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? 'text' : textOf(value);
}

/** A value as it is shown in a message; `source` is the text of a number if it was written differently. */
export function valueName(value: unknown, source?: string): string {
  if (typeof value === 'number') return source ?? String(value);
  if (typeof value !== 'string') return typeName(value);
  return value.length > 80 ? `${JSON.stringify(value.slice(0, 77))}…` : JSON.stringify(value);
}
