import type { Path } from '../../model/place.ts';
import { parseQuantity } from '../../model/quantity.ts';
import { isRecord } from '../../model/record.ts';
import { scalarText } from '../../model/text-of.ts';
import type { DefaultOf, Defaults } from './defaults.ts';

/** How two values of a field are compared. */
export interface Comparing {
  /** What the API server fills in for what is left out. */
  readonly defaults?: Defaults | undefined;
  /** What may differ: paths below the field, with `*` for any key or item. */
  readonly except?: readonly string[];
}

interface Spot {
  readonly path: Path;
  /** With `*` for items. */
  readonly pattern: readonly string[];
}

/** A value, with what it stands in: the nearest first. */
type Chain = readonly unknown[];

/**
 * The path to the first difference between two values of a field; undefined if they are the same to the API server: a
 * field that is left out is the same as its default, an empty map or list, and quantities count as amounts.
 */
export function firstDifference(was: unknown, is: unknown, comparing: Comparing = {}): Path | undefined {
  const except = (comparing.except ?? []).map((text) => text.split('.'));

  function compare(before: Chain, after: Chain, spot: Spot): Path | undefined {
    if (except.some((pattern) => fits(pattern, spot.pattern))) return undefined;
    const [a, b] = [before[0], after[0]];
    if (isLeftOut(a) && isLeftOut(b)) return undefined;
    const filledA = isLeftOut(a) ? defaultAt(spot, before) : a;
    const filledB = isLeftOut(b) ? defaultAt(spot, after) : b;
    if (Array.isArray(filledA) || Array.isArray(filledB))
      return compareLists([filledA, before], [filledB, after], spot);
    if (isRecord(filledA) || isRecord(filledB)) return compareMaps([filledA, before], [filledB, after], spot);
    return isSameScalar(filledA, filledB, spot) ? undefined : spot.path;
  }

  type Filled = readonly [value: unknown, chain: Chain];

  function compareLists([a, before]: Filled, [b, after]: Filled, spot: Spot): Path | undefined {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return spot.path;
    for (const [index, item] of a.entries()) {
      const below = { path: [...spot.path, index], pattern: [...spot.pattern, '*'] };
      const found = compare([item, a, ...before.slice(1)], [b[index], b, ...after.slice(1)], below);
      if (found) return found;
    }
    return undefined;
  }

  function compareMaps([a, before]: Filled, [b, after]: Filled, spot: Spot): Path | undefined {
    const [mapA, mapB] = [a ?? {}, b ?? {}];
    if (!isRecord(mapA) || !isRecord(mapB)) return spot.path;
    for (const key of new Set([...Object.keys(mapA), ...Object.keys(mapB)])) {
      const below = { path: [...spot.path, key], pattern: [...spot.pattern, key] };
      const found = compare([mapA[key], mapA, ...before.slice(1)], [mapB[key], mapB, ...after.slice(1)], below);
      if (found) return found;
    }
    return undefined;
  }

  function defaultAt({ pattern }: Spot, [, ...holders]: Chain): unknown {
    const rule = comparing.defaults?.find(([text]) => fits(text.split('.'), pattern))?.[1];
    return isComputed(rule) ? rule(holders, pattern.at(-1) ?? '') : rule;
  }

  return compare([was], [is], { path: [], pattern: [] });
}

function isComputed(rule: unknown): rule is DefaultOf {
  return typeof rule === 'function';
}

function isLeftOut(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function fits(pattern: readonly string[], steps: readonly string[]): boolean {
  return pattern.length === steps.length && pattern.every((step, index) => step === '*' || step === steps[index]);
}

/** The maps whose values are quantities, and fields that are one themselves. */
const amounts: ReadonlySet<string> = new Set(['requests', 'limits', 'capacity', 'overhead']);
const amount: ReadonlySet<string> = new Set(['sizeLimit', 'divisor']);

function isSameScalar(a: unknown, b: unknown, { pattern }: Spot): boolean {
  if (a === b) return true;
  const isAmount = amounts.has(pattern.at(-2) ?? '') || amount.has(pattern.at(-1) ?? '');
  return isAmount && isSameAmount(a, b);
}

function isSameAmount(a: unknown, b: unknown): boolean {
  const [first, second] = [a, b].map((value) => parseQuantity(scalarText(value) ?? ''));
  return first !== undefined && first === second;
}
