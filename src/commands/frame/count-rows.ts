interface RowCounter {
  /** How many rows went through so far. */
  readonly count: number;
  /** The same rows; they are counted as they are read. */
  rows<T>(rows: Iterable<T>): Iterable<T>;
}

/** Counts rows on their way to a view: what is said of an empty list must not need the whole list. */
export function countRows(): RowCounter {
  let count = 0;
  return {
    get count() {
      return count;
    },
    *rows(rows) {
      for (const row of rows) {
        count += 1;
        yield row;
      }
    },
  };
}
