import { expect, it } from 'vitest';
import { styleFor } from '../../src/views/style.ts';
import { table } from '../../src/views/table.ts';
import { textWidth } from '../../src/views/text-width.ts';

it('aligns columns, without borders and without blanks at the end of a line', () => {
  const text = table(
    ['NAME', 'GROUP', 'RING'],
    [
      ['la-1', 'stores/central', 'canary'],
      ['la-22', 'lab', ''],
    ],
  );
  expect(text).toBe('NAME   GROUP           RING\nla-1   stores/central  canary\nla-22  lab             -\n');
});

it('leaves out the titles', () => {
  expect(table(undefined, [['a', 'b']])).toBe('a  b\n');
});

it('measures what a terminal shows', () => {
  expect(
    table(
      ['NAME', 'X'],
      [
        ['日本', '1'],
        ['Zoe\u0308', '2'],
        ['👩‍👩‍👧', '3'],
      ],
    ),
  ).toBe('NAME  X\n日本  1\nZoe\u0308   2\n👩‍👩‍👧    3\n');
  expect(['a', 'é', 'e\u0301', '日', '한', 'Ａ', '👍', '❤️', ''].map(textWidth)).toEqual([1, 1, 1, 2, 2, 2, 2, 2, 0]);
});

it('shows control characters written out, and line ends as blanks', () => {
  expect(table(undefined, [['a\u001b[31mb\nc', 'd']])).toBe('a\\u001b[31mb c  d\n');
});

it('marks titles for people', () => {
  expect(table(['NAME'], [['a']], styleFor('always', {}, false))).toBe('\u001b[1mNAME\u001b[22m\na\n');
});

it('takes 40,000 rows in no time', () => {
  const rows = Array.from({ length: 40_000 }, (_, at) => [
    `central-la-nola-${at}`,
    'stores/central/la',
    'canary',
    '12',
  ]);
  const start = performance.now();
  expect(table(['NAME', 'GROUP', 'RING', 'APPS'], rows).length).toBeGreaterThan(1_000_000);
  expect(performance.now() - start).toBeLessThan(2_000);
});
