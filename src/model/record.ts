import type { Path } from './place.ts';

/** Whether a value read from YAML or JSON is a map. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list whose items all are what they should be. */
export function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem);
}

/** Whether a value is a map of texts. */
export function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string');
}

export function isTextOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

/** What a text in JSON says; undefined if it is none. */
export function jsonIn(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a map holds nothing. */
export function isEmpty(map: object): boolean {
  for (const _key in map) return false;
  return true;
}

/** What is at a path of plain data, such as `['spec', 'groups', 0]`; undefined if there is nothing. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isRecord(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}

/** A map that was read from YAML or JSON; an empty one if it is anything else. */
export function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** A list that was read from YAML or JSON; an empty one if it is anything else. */
export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The maps in a list. Other items are left out, and anything but a list has none. */
export function toRecords(value: unknown): Record<string, unknown>[] {
  return toList(value).filter(isRecord);
}

/** The maps in a list, with their places in it. The rest is left out, as by toRecords. */
export function recordsIn(value: unknown): { readonly index: number; readonly item: Record<string, unknown> }[] {
  return toList(value).flatMap((item, index) => (isRecord(item) ? [{ index, item }] : []));
}

/** A text that was read from YAML or JSON; undefined if it is anything else, a number for instance. */
export function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
