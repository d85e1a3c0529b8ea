import { describe, expect, it } from 'vitest';
import { sortRows } from '../../src/views/sort-rows.ts';

interface Row {
  readonly id: string;
  readonly text: string;
}

function sorted(texts: readonly string[], descending = false): string {
  const rows = texts.map((text, at): Row => ({ id: String(at), text }));
  const column = { title: 'TEXT', value: ({ text }: Row) => text };
  return sortRows(rows, [{ column, descending }])
    .map(({ text, id }) => text || `(${id})`)
    .join(' ');
}

describe('rows are sorted', () => {
  it('by value where all are numbers or quantities', () => {
    expect(sorted(['10', '9', '1e1', '2'])).toBe('2 9 10 1e1');
    expect(sorted(['1Gi', '900Mi', '32Gi', '2G'])).toBe('900Mi 1Gi 2G 32Gi');
    expect(sorted(['2', '500m', '1500m'])).toBe('500m 1500m 2');
  });

  it('by code unit where one is text', () => {
    expect(sorted(['10', '9', 'b', 'B', 'a-1', 'é'])).toBe('10 9 B a-1 b é');
  });

  it('with empty cells last, up and down', () => {
    expect(sorted(['', '2', '', '10'])).toBe('2 10 (0) (2)');
    expect(sorted(['', '2', '', '10'], true)).toBe('10 2 (0) (2)');
  });

  it('by several columns, and as they were where all are equal', () => {
    const rows = ['b 1', 'a 2', 'b 2', 'a 1', 'a 2 again'];
    const word = (at: number) => ({ title: '', value: (row: string) => row.split(' ')[at] ?? '' });
    expect(
      sortRows(rows, [
        { column: word(0), descending: false },
        { column: word(1), descending: true },
      ]),
    ).toEqual(['a 2', 'a 2 again', 'a 1', 'b 2', 'b 1']);
  });
});
