import type { KindWords } from '../model/kind-names.ts';
import type { ListedObject } from '../operations/describe/list-objects.ts';
import { printable } from './legible.ts';
import type { Column } from './lists.ts';
import { listViews } from './machine.ts';
import { objectViews, toObject } from './objects.ts';
import type { Style } from './style.ts';
import type { Views } from './view.ts';

/** The objects of one kind among those of several. */
export interface KindRows {
  readonly words: KindWords;
  readonly columns: readonly Column<ListedObject>[];
  readonly rows: Iterable<ListedObject>;
}

interface MixedRows {
  readonly kinds: readonly KindRows[];
  /** Whether people get the lines with the column names. */
  readonly headers: boolean;
}

/** The views of `get` with several kinds: a table for each, with the kind in front of each name; one list for programs. */
export const mixedViews = {
  text: (list, style) => tables(list, 'text', style),
  wide: (list, style) => tables(list, 'wide', style),
  *name({ kinds }) {
    for (const { words, rows } of kinds)
      for (const { item } of rows) yield `${words.singular}/${printable(item.name)}\n`;
  },
  ...listViews(({ kinds }: MixedRows) => ({ kind: 'List', items: allRows(kinds) })),
} satisfies Views<MixedRows>;

function* tables({ kinds, headers }: MixedRows, format: 'text' | 'wide', style: Style): Iterable<string> {
  let before = '';
  for (const { words, columns, rows } of kinds) {
    const table = [...objectViews(words, withKind(columns, words))[format]({ rows, headers }, style)].join('');
    if (table === '') continue;
    yield before + table;
    before = '\n';
  }
}

function withKind(columns: readonly Column<ListedObject>[], { singular }: KindWords): Column<ListedObject>[] {
  return columns.map((column) =>
    column.title === 'NAME' ? { ...column, value: (row) => `${singular}/${column.value(row)}` } : column,
  );
}

function* allRows(kinds: readonly KindRows[]): Iterable<object> {
  for (const { rows } of kinds) for (const row of rows) yield toObject(row);
}
