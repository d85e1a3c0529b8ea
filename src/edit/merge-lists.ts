/** A list of texts, numbers and the like. */
export type PlainList = readonly (string | number | boolean | null)[];

/** Whether it is a list, with neither lists nor maps in it. */
export function isPlainList(value: unknown): value is PlainList {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
}

/**
 * Merges what two sides added to a list and took out of it: theirs, and ours put where it stood. Undefined if it is
 * not certain what is meant: an item twice, another order, nothing left, or, if the first item has a meaning of its
 * own (`first`), two of them.
 */
export function mergeLists(
  base: PlainList,
  ours: PlainList,
  theirs: PlainList,
  { first }: { readonly first: boolean },
): PlainList | undefined {
  if ([base, ours, theirs].some((list) => new Set(list).size < list.length)) return undefined;
  if (!keepsOrder(base, ours) || !keepsOrder(base, theirs)) return undefined;
  const [had, here] = [new Set(base), new Set(ours)];
  const merged = [...theirs];
  for (const [at, item] of ours.entries()) {
    if (had.has(item) || merged.includes(item)) continue;
    const before = ours.slice(0, at).findLast((other) => merged.includes(other));
    let place = before === undefined ? 0 : merged.indexOf(before) + 1;
    while (place < merged.length && isTheirs(merged[place])) place++;
    merged.splice(place, 0, item);
  }
  const rest = merged.filter((item) => here.has(item) || !had.has(item));
  const keepsFirst = [ours, theirs].every((list) => list[0] === base[0] || list[0] === rest[0]);
  return rest.length === 0 || (first && !keepsFirst) ? undefined : rest;

  function isTheirs(item: PlainList[number] | undefined): boolean {
    return item !== undefined && !had.has(item) && !here.has(item);
  }
}

/** Whether the items that both lists have stand in the same order. */
function keepsOrder(before: PlainList, after: PlainList): boolean {
  const [had, has] = [new Set(before), new Set(after)];
  const kept = before.filter((item) => has.has(item));
  return after.filter((item) => had.has(item)).every((item, index) => item === kept[index]);
}
