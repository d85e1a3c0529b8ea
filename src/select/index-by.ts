/** The indices of the items that have a key, ascending. */
export function indexBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, number[]> {
  const indices = new Map<string, number[]>();
  let index = 0;
  for (const item of items) {
    for (const key of keysOf(item)) {
      const known = indices.get(key);
      if (known) known.push(index);
      else indices.set(key, [index]);
    }
    index += 1;
  }
  return indices;
}
