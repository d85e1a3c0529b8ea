import { UsageError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import type { Column } from './lists.ts';
import type { SortKey } from './sort-rows.ts';

/** The columns that a table can have. */
export interface ColumnChoice<T> {
  /** Those with a title. */
  readonly columns: readonly Column<T>[];
  /** Makes a column of a field that was typed; undefined if it is none. */
  ofField?(typed: string): Column<T> | undefined;
}

/** Reads `NAME,group,labels.tier`: titles in any case, or fields. */
export function readColumns<T>(typed: string, choice: ColumnChoice<T>): Column<T>[] {
  const found = typed.split(',').map((word) => ({ word, column: findColumn(word.trim(), choice) }));
  const titles = found.map(({ column }) => column.title);
  return found.map(({ word, column }, at) => ({
    ...column,
    title: titles.indexOf(column.title) === at ? column.title : word.trim().toUpperCase(),
    wide: false,
  }));
}

/** Reads `RING,-capacity.cpu`: with a minus in front, the largest first. */
export function readSortKeys<T>(typed: string, choice: ColumnChoice<T>): SortKey<T>[] {
  return typed.split(',').map((word) => {
    const descending = word.trim().startsWith('-');
    return { column: findColumn(word.trim().slice(descending ? 1 : 0), choice), descending };
  });
}

/** The last word of a path as a title: `TIME-ZONE` for spec.timeZone. */
export function columnTitle(field: string): string {
  return field.replace(/[a-z][A-Z]/g, (letters) => letters.split('').join('-')).toUpperCase();
}

function findColumn<T>(word: string, { columns, ofField }: ColumnChoice<T>): Column<T> {
  const found = columns.find(({ title }) => plainTitle(title) === plainTitle(word)) ?? ofField?.(word);
  if (found) return found;
  const titles = columns.map(({ title }) => title);
  const near = nearest(word, titles);
  const fields = ofField ? ' A field is named by its path, such as metadata.labels.tier.' : '';
  throw new UsageError(
    `there is no column "${word}"`,
    near === undefined ? `The columns are ${titles.join(', ')}.${fields}` : `Did you mean ${near}?`,
  );
}

function plainTitle(title: string): string {
  return title.replaceAll('-', '').toLowerCase();
}
