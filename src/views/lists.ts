import { printable } from './legible.ts';
import { listViews } from './machine.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import type { Views } from './view.ts';

/** A column of a table: its title in capitals, and its cell for a row, without spaces if it can be. */
export interface Column<T> {
  readonly title: string;
  value(row: T): string;
  /** Only in `-o wide`. */
  readonly wide?: boolean | undefined;
}

/** How the rows of a list look in each form. */
export interface ListLook<T> {
  /** `ClusterList` for clusters. */
  readonly kind: string;
  readonly columns: readonly Column<T>[];
  /** What other commands take for it: `cluster/la-1`. */
  name(row: T): string;
  /** What programs get for it. */
  object(row: T): object;
}

/** Rows, and whether people get the line with the column names. */
export interface Rows<T> {
  readonly rows: Iterable<T>;
  readonly headers: boolean;
}

/** The views of `get`. */
export function rowViews<T>({
  kind,
  columns,
  name,
  object,
}: ListLook<T>): Required<Pick<Views<Rows<T>>, 'text' | 'wide' | 'name' | 'json' | 'jsonl' | 'yaml'>> {
  const narrow = columns.filter((column) => !column.wide);
  return {
    text: (list, style) => columnTable(narrow, list, style),
    wide: (list, style) => columnTable(columns, list, style),
    name: ({ rows }) => mapped(rows, (row) => `${printable(name(row))}\n`),
    ...listViews(({ rows }: Rows<T>) => ({ kind, items: mapped(rows, object) })),
  };
}

/** Nothing at all for no rows: a line with column names alone says less than a note does. */
function columnTable<T>(columns: readonly Column<T>[], { rows, headers }: Rows<T>, style: Style): string {
  const cells = Array.from(rows, (row) => columns.map((column) => column.value(row)));
  if (cells.length === 0) return '';
  return table(headers ? columns.map(({ title }) => title) : undefined, cells, style);
}

function* mapped<T, U>(items: Iterable<T>, change: (item: T) => U): Iterable<U> {
  for (const item of items) yield change(item);
}
