import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { rowViews } from '../../src/views/lists.ts';
import { plain } from '../../src/views/style.ts';
import { printed } from './fixture.ts';

interface Ring {
  readonly name: string;
  readonly order: number;
  readonly note: string;
}

const views = rowViews<Ring>({
  kind: 'RingList',
  columns: [
    { title: 'NAME', value: ({ name }) => name },
    { title: 'ORDER', value: ({ order }) => String(order) },
    { title: 'NOTE', value: ({ note }) => note, wide: true },
  ],
  name: ({ name }) => `ring/${name}`,
  object: ({ name, order, note }) => ({ name, order, note }),
});

const rows: readonly Ring[] = [
  { name: 'canary', order: 1, note: 'yes' },
  { name: 'rest', order: 2, note: 'two\nlines' },
];

describe('a list', () => {
  const show = (format: keyof typeof views) => printed(views, format, { rows, headers: true });

  it('has a form for people, a wide one, and names', () => {
    expect(show('text')).toBe('NAME    ORDER\ncanary  1\nrest    2\n');
    expect(show('wide')).toBe('NAME    ORDER  NOTE\ncanary  1      yes\nrest    2      two lines\n');
    expect(show('name')).toBe('ring/canary\nring/rest\n');
  });

  it('has forms for programs', () => {
    const list = { apiVersion: 'resedge.dev/v1', kind: 'RingList', items: rows };
    expect(show('json')).toBe(`${JSON.stringify(list, null, 2)}\n`);
    expect(parse(show('yaml'))).toEqual(list);
    expect(parse(show('yaml'), { version: '1.1' })).toEqual(list);
    expect(
      show('jsonl')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(rows.map((row) => ({ apiVersion: 'resedge.dev/v1', kind: 'Ring', ...row })));
  });

  it('can do without the line with the column names', () => {
    expect(printed(views, 'text', { rows, headers: false })).toBe('canary  1\nrest    2\n');
  });
});

describe('an empty list', () => {
  const show = (format: keyof typeof views) => printed(views, format, { rows: [], headers: true });

  it('is no text, and an empty list for programs', () => {
    expect([show('text'), show('wide'), show('name'), show('jsonl')]).toEqual(['', '', '', '']);
    const list = { apiVersion: 'resedge.dev/v1', kind: 'RingList', items: [] };
    expect(show('json')).toBe('{\n  "apiVersion": "resedge.dev/v1",\n  "kind": "RingList",\n  "items": []\n}\n');
    expect(parse(show('yaml'))).toEqual(list);
  });
});

it('is made as it is read, so that a long list is never in memory', () => {
  function* endless() {
    for (let order = 0; ; order++) yield { name: 'a', order, note: '' };
  }
  for (const format of ['name', 'json', 'jsonl', 'yaml'] as const) {
    const pieces = views[format]({ rows: endless(), headers: true }, plain);
    expect(take(3, pieces).join('')).toMatch(/1|ring/);
  }
});

function take(count: number, pieces: Iterable<string>): string[] {
  const taken: string[] = [];
  for (const piece of pieces) {
    taken.push(piece);
    if (taken.length === count) break;
  }
  return taken;
}
