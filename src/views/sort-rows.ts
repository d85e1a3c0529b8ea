import { at } from '../model/at.ts';
import { compareAmounts, compareText } from '../model/compare.ts';
import { parseQuantity } from '../model/quantity.ts';
import type { Column } from './lists.ts';

/** A column that rows are sorted by. */
export interface SortKey<T> {
  readonly column: Column<T>;
  readonly descending: boolean;
}

/**
 * Rows sorted by columns, the first one first; rows that are equal in all of them stay in their order. A column of
 * numbers and quantities is sorted by value, any other by code unit; empty cells come last, whatever the direction.
 */
export function sortRows<T>(rows: Iterable<T>, keys: readonly SortKey<T>[]): T[] {
  const numbered = Array.from(rows, (row, at) => ({ row, at }));
  const comparisons = keys.map(({ column, descending }) =>
    comparison(
      numbered.map(({ row }) => column.value(row)),
      descending ? -1 : 1,
    ),
  );
  numbered.sort((a, b) => {
    for (const compare of comparisons) {
      const difference = compare(a.at, b.at);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return numbered.map(({ row }) => row);
}

/** Compares two rows by their cells. */
function comparison(cells: readonly string[], sign: 1 | -1): (a: number, b: number) => number {
  const amounts = cells.map(parseQuantity);
  const isNumeric = cells.every((cell, at) => cell === '' || amounts[at] !== undefined);
  return (a, b) => {
    const left = at(cells, a);
    const right = at(cells, b);
    if (left === '' || right === '') return Number(left === '') - Number(right === '');
    return sign * (isNumeric ? compareAmounts(amounts[a], amounts[b]) : compareText(left, right));
  };
}
