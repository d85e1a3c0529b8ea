import type { Path } from './place.ts';

/** A path as a JSON Pointer (RFC 6901): `/spec/values/a~1b`; empty for the whole document. */
export function jsonPointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
