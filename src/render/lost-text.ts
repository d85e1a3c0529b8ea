import type { Path } from '../model/place.ts';
import { readPlainExactly } from './plain-scalar.ts';

/** Helm reads numbers as floats, and prints whole ones from here on with an exponent: 1e+06. */
const printedWithExponent = 1_000_000;

/** Whether an object is a release of Flux's helm-controller. */
export function isHelmRelease({ apiVersion, kind }: { apiVersion: string; kind: string }): boolean {
  return kind === 'HelmRelease' && apiVersion.startsWith('helm.toolkit.fluxcd.io/');
}

/** Whether whatever stands at a path is given to a chart. */
export function isHelmValue(object: { apiVersion: string; kind: string }, [first, second]: Path): boolean {
  return isHelmRelease(object) && first === 'spec' && second === 'values';
}

/**
 * Whether a number, or true and false, cannot be turned back into the text that it was made of: `01002` is 514, `1.10`
 * is 1.1, `yes` is true, and digits beyond the fifteenth are lost to most readers. `forHelm`: a chart reads it.
 */
export function losesText(value: unknown, text: string, forHelm: boolean): boolean {
  if (typeof value === 'boolean') return String(value) !== text.toLowerCase();
  if (typeof value !== 'number') return false;
  if (String(readPlainExactly(text)) !== text) return true;
  if (!Number.isInteger(value)) return false;
  return !Number.isSafeInteger(value) || (forHelm && Math.abs(value) >= printedWithExponent);
}
