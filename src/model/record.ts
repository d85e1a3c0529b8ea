import type { Path } from './place.ts';

/** Whether a value read from YAML or JSON is a map. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a map holds nothing. */
export function isEmpty(map: object): boolean {
  for (const _key in map) return false;
  return true;
}

/** What is at a path of plain data, such as `['spec', 'groups', 0]`; undefined where there is nothing. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isRecord(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}
