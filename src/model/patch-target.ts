import type { KustomizePatch, ManifestObject } from './kustomize.ts';
import { matchesWhole } from './linear-pattern.ts';
import { isRecord } from './record.ts';

/**
 * Whether a patch concerns an object. As in Kustomize kind and name of a selector are patterns; a strategic merge patch
 * without one names its object as it is written. What else a selector says is not looked at.
 */
export function isPatched({ target, merge }: KustomizePatch, object: ManifestObject): boolean {
  const { kind, name } = target;
  if (kind !== undefined && !matchesWhole(kind, object.kind)) return false;
  if (name === undefined) return true;
  const names = namesOf(object);
  return names.some((own) => matchesWhole(name, own)) || (writtenName(merge) === name && names.includes(name));
}

/** The names that an object is found by: that in its manifest, and the one with prefix and suffix. */
export function namesOf(object: ManifestObject): readonly string[] {
  const written = writtenName(object.value);
  return written === undefined || written === object.name ? [object.name] : [object.name, written];
}

/** A text as a pattern of a selector that matches it alone: a variable of Flux would be read as a pattern. */
export function asPattern(text: string): string {
  return text.replace(/[$()*+?[\\\]^{|}]/g, '\\$&');
}

function writtenName(value: unknown): string | undefined {
  const metadata = isRecord(value) ? value['metadata'] : undefined;
  const name = isRecord(metadata) ? metadata['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}
