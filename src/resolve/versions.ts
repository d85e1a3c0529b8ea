import parse from 'semver/functions/parse.js';
import { compareText } from '../model/compare.ts';

/** Whether an overlay is named by a semantic version, such as 1.0.1 or v2.0.0-rc.1. */
export function isVersion(name: string): boolean {
  return parse(name) !== null;
}

/** Whether both are versions, and the first comes after the second. */
export function isNewer(a: string, b: string): boolean {
  const left = parse(a);
  const right = parse(b);
  return left !== null && right !== null && left.compare(right) > 0;
}

/** The order of overlays of equal priority: versions by precedence, then other names by code unit. */
export function compareOverlayNames(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  if (left && right) return left.compare(right) || compareText(a, b);
  if (left) return -1;
  return right ? 1 : compareText(a, b);
}
