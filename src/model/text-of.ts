import { exactJson } from './exact-json.ts';

/**
 * A value that was read from YAML or JSON as text, whatever it is: maps and lists as JSON. `String` asks a map for its
 * `toString`, which may be a key that somebody wrote.
 */
export function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? exactJson(value) : String(value);
}

/** The same; undefined for null, and if there is nothing. */
export function scalarText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : textOf(value);
}
