/** The item at an index that a list must have. Throws an Error if it has none: then there is a bug. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`there is nothing at ${index} of ${list.length}`);
  return item;
}

/** What a map must hold for a key. Throws an Error if it holds nothing: then there is a bug. */
export function mustGet<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`there is nothing for ${String(key)} among ${map.size}`);
  return value;
}
