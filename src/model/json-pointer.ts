import type { Path } from './place.ts';

/** A path as a JSON Pointer (RFC 6901): `/spec/values/a~1b`; empty for the whole document. */
export function jsonPointer(path: Path): string {
  return path.map((step) => `/${pointerStep(String(step))}`).join('');
}

/** A key as a step of a JSON Pointer. */
export function pointerStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
