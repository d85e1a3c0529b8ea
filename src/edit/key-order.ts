import { at } from '../model/at.ts';
import { isRecord } from '../model/record.ts';

/** In which order the fields of a map are written; undefined below it if the order is the writer's own. */
export interface KeyOrder {
  /** The fields that have a place, in order. */
  readonly keys: readonly string[];
  /** The order in the value of a field, or in the items of a list. */
  below(step: string | number): KeyOrder | undefined;
}

/** Plain data with the keys of all maps in order; keys without a place come last, as they are. */
export function inKeyOrder(value: unknown, order: KeyOrder | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => inKeyOrder(item, order?.below(0)));
  if (!isRecord(value)) return value;
  const ranks = ranksOf(order);
  const entries = Object.entries(value).map(([key, below]): [string, unknown] => [
    key,
    inKeyOrder(below, order?.below(key)),
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => rank(ranks, a) - rank(ranks, b)));
}

/** After how many of the keys of a map a new one stands: in its place if they are in order, else after the last. */
export function placeFor(key: string, keys: readonly string[], order: KeyOrder | undefined): number {
  const ranks = ranksOf(order);
  const own = ranks.get(key);
  if (own === undefined) return keys.length;
  const found = keys.map((other) => rank(ranks, other));
  const isSorted = found.every((other, index) => index === 0 || at(found, index - 1) <= other);
  if (!isSorted) return keys.length;
  const next = found.findIndex((other) => other > own);
  return next < 0 ? keys.length : next;
}

/** The place of each key of an order. */
export function ranksOf(order: KeyOrder | undefined): ReadonlyMap<string, number> {
  return new Map(order?.keys.map((key, index) => [key, index]));
}

/** The place of a key; after all others if it has none. */
export function rank(ranks: ReadonlyMap<string, number>, key: string): number {
  return ranks.get(key) ?? ranks.size;
}
