import type { Path } from '../../model/place.ts';
import { isRecord, toList, valueAt } from '../../model/record.ts';
import { type Comparing, firstDifference } from './first-difference.ts';

/** An object as a cluster gets it. */
export type Manifest = Readonly<Record<string, unknown>>;

/** A field of which the API server refuses some changes: the path to what is refused, undefined if nothing is. */
export type FixedField = (was: Manifest, is: Manifest) => Path | undefined;

/** How a field is compared. */
interface Fixed extends Omit<Comparing, 'except'> {
  /** What the API server fills in where all of the field is left out. */
  readonly default?: unknown;
  /** What may differ below the field. */
  except?(was: Manifest, is: Manifest): readonly string[];
}

/** A field that may not be changed, with dots. */
export function fixed(field: string, { default: filledIn, defaults, except }: Fixed = {}): FixedField {
  const path = field.split('.');
  return (was, is) => {
    const [a, b] = [was, is].map((object) => valueAt(object, path) ?? filledIn);
    const difference = firstDifference(a, b, { defaults, except: except?.(was, is) ?? [] });
    return difference && [...path, ...difference];
  };
}

/** A list of texts that may not be changed, but for their order. */
export function fixedSet(field: string, filledIn: readonly string[] = []): FixedField {
  const textsOf = (object: Manifest) => {
    const list = toList(fieldOf(object, field) ?? filledIn);
    return [...new Set(list.map(String))].sort().join('\n');
  };
  return refusedIf(field, (was, is) => textsOf(was) !== textsOf(is));
}

/** A field of which a change is refused if this is so. */
export function refusedIf(field: string, isRefused: (was: Manifest, is: Manifest) => boolean): FixedField {
  return (was, is) => (isRefused(was, is) ? field.split('.') : undefined);
}

/** The same, as long as this is so. */
export function onlyIf(condition: (was: Manifest, is: Manifest) => boolean, field: FixedField): FixedField {
  return (was, is) => (condition(was, is) ? field(was, is) : undefined);
}

/** A field that is set on both sides, and may not get another value. */
export function oncePut(field: string): FixedField {
  const path = field.split('.');
  return onlyIf((was, is) => valueAt(was, path) !== undefined && valueAt(is, path) !== undefined, fixed(field));
}

/** What stands in a field, with dots. */
export function fieldOf(object: Manifest, field: string): unknown {
  return valueAt(object, field.split('.'));
}

/**
 * A type whose other values have no settings for a rolling update: the API server filled these in, and an apply that does
 * not name them lets them stay. `rollingUpdate: null` takes them away.
 */
export function leavingRollingUpdate(field: string, type: string): FixedField {
  return refusedIf(`${field}.type`, (was, is) => {
    const [before, after] = [fieldOf(was, field) ?? {}, fieldOf(is, field)];
    if (!isRecord(before) || !isRecord(after) || after['type'] !== type) return false;
    return (before['type'] ?? 'RollingUpdate') === 'RollingUpdate' && after['rollingUpdate'] !== null;
  });
}
