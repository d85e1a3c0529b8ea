import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locate } from '../../src/load/locate.ts';
import type { Place } from '../../src/model/place.ts';

/** The part of the text that a place leads to, with its line. */
function marked(text: string, place: Omit<Place, 'file'>): string {
  const { line, column, endColumn } = locate(new TextEncoder().encode(text), { file: 'a.yaml', ...place });
  return `${line} ${(text.split('\n')[line - 1] ?? '').slice(column - 1, endColumn - 1)}`;
}

const cluster = `kind: Cluster
metadata: {name: a, labels: {"example.com/tier": gold}}
spec:
  groups:
    - lab
    - stores
  hold:
  values: {1: "x"}
  windows:
    - schedule: 0 2 * * *
      duration: 3h
---
kind: Ring
`;

describe('locate', () => {
  it.each<[Omit<Place, 'file'>, string]>([
    [{ document: 0, path: ['kind'] }, '1 Cluster'],
    [{ document: 0, path: ['kind'], key: true }, '1 kind'],
    [{ document: 1, path: ['kind'] }, '13 Ring'],
    [{ document: 0, path: ['metadata', 'labels', 'example.com/tier'] }, '2 gold'],
    [{ document: 0, path: ['metadata', 'labels', 'example.com/tier'], key: true }, '2 "example.com/tier"'],
    [{ document: 0, path: ['metadata', 'labels'] }, '2 {"example.com/tier": gold}'],
    [{ document: 0, path: ['spec', 'groups', 1] }, '6 stores'],
    [{ document: 0, path: ['spec', 'values', '1'] }, '8 "x"'],
    [{ document: 0, path: ['spec', 'windows', 0, 'duration'] }, '11 3h'],
  ])('finds %j', (place, expected) => {
    expect(marked(cluster, place)).toBe(expected);
  });

  it.each<[string, Omit<Place, 'file'>, string]>([
    ['the key of a block', { document: 0, path: ['spec', 'groups'] }, '4 groups'],
    ['the key of an empty value', { document: 0, path: ['spec', 'hold'] }, '7 hold'],
    [
      'the first line of an item that is a block',
      { document: 0, path: ['spec', 'windows', 0] },
      '10 schedule: 0 2 * * *',
    ],
    ['the nearest parent of what is missing', { document: 0, path: ['spec', 'hold', 'reason'] }, '7 hold'],
    ['the parent of an index that is missing', { document: 0, path: ['spec', 'groups', 7] }, '4 groups'],
    ['the first line of a document', { document: 0, path: [] }, '1 kind: Cluster'],
    ['the first line of a document for a missing field', { document: 0, path: ['spac', 'groups'] }, '1 kind: Cluster'],
    ['the first line of the file for a missing document', { document: 7, path: ['kind'] }, '1 kind: Cluster'],
    ['the first line where there is no path', {}, '1 kind: Cluster'],
    ['a position that is known', { position: { line: 5, column: 7, endColumn: 10 } }, '5 lab'],
    ['one character of a position without an end', { position: { line: 5, column: 7 } }, '5 l'],
  ])('points at %s', (_what, place, expected) => {
    expect(marked(cluster, place)).toBe(expected);
  });

  it('stays at the alias where a path leads through one', () => {
    const text = 'a: &a {b: c}\nd: *a\ne:\n  <<: *a\n';
    expect(marked(text, { document: 0, path: ['d', 'b'] })).toBe('2 d');
    expect(marked(text, { document: 0, path: ['d'] })).toBe('2 *a');
    expect(marked(text, { document: 0, path: ['e', 'b'] })).toBe('3 e');
  });

  it('is not disturbed by other line ends, a byte order mark, broken YAML or bytes that are not UTF-8', () => {
    expect(marked('\uFEFFa: 1\r\nb: 2\r\n'.replace('\uFEFF', ''), { document: 0, path: ['b'] })).toBe('2 2');
    expect(locate(new TextEncoder().encode('\uFEFFa: b\n'), { file: 'a', document: 0, path: ['a'] })).toMatchObject({
      line: 1,
      column: 4,
    });
    expect(marked('a: [1\nb: 2\n', { document: 0, path: ['b'] })).toBe('2 2');
    expect(locate(new Uint8Array([0x61, 0x3a, 0x20, 0xff]), { file: 'a', document: 0, path: ['a'] })).toMatchObject({
      column: 4,
    });
    expect(locate(new Uint8Array(), { file: 'a', document: 0, path: ['a'] })).toMatchObject({
      line: 1,
      column: 1,
      endColumn: 2,
    });
  });
});

describe('locate, inside of a text', () => {
  const expression = '/g/stores and not /m/tier/kisok';
  const span = { start: 18, end: 31 };

  it.each([
    ['plain', `clusters: ${expression}\n`, '1 /m/tier/kisok'],
    ['in quotes', `clusters: "${expression}"\n`, '1 /m/tier/kisok'],
    ['in single quotes', `clusters: '${expression}'\n`, '1 /m/tier/kisok'],
    ['in a list', `clusters: [all, ${expression}]\n`, '1 /m/tier/kisok'],
    ['folded', 'clusters: >-\n  /g/stores and\n  not /m/tier/kisok\n', '3 /m/tier/kisok'],
    ['literal', 'clusters: |\n  /g/stores\n  and not /m/tier/kisok\n', '3 /m/tier/kisok'],
    ['on several lines', 'clusters: /g/stores\n  and not\n  /m/tier/kisok\n', '3 /m/tier/kisok'],
    ['in quotes on several lines', 'clusters: "/g/stores\n  and not\n  /m/tier/kisok"\n', '3 /m/tier/kisok'],
  ])('%s', (_how, text, expected) => {
    const path = text.includes('[') ? ['clusters', 1] : ['clusters'];
    expect(marked(text, { document: 0, path, span })).toBe(expected);
  });

  it('after escapes', () => {
    expect(marked('a: "/m/\\"x\\u0079\\"/z and q"\n', { document: 0, path: ['a'], span: { start: 14, end: 15 } })).toBe(
      '1 q',
    );
    expect(marked("a: '/m/''x'' and q'\n", { document: 0, path: ['a'], span: { start: 11, end: 12 } })).toBe('1 q');
  });

  it('marks exactly the characters meant, in any text on one line', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abc \\"\'/éß\t'), minLength: 1 });
    fc.assert(
      fc.property(text, fc.nat(), (value, at) => {
        const start = at % value.length;
        const source = `a: ${JSON.stringify(value)}\n`;
        const location = locate(new TextEncoder().encode(source), {
          file: 'a',
          document: 0,
          path: ['a'],
          span: { start, end: start + 1 },
        });
        const shown = JSON.stringify(value.slice(0, start)).length - 1;
        expect(location.column).toBe('a: '.length + shown + 1);
      }),
    );
  });
});

describe('the frame', () => {
  const frame = (text: string, line: number, column = 1) =>
    locate(new TextEncoder().encode(text), { file: 'a', position: { line, column } }).frame;

  it('is the line with the one before and the one after', () => {
    expect(frame('a\nb\nc\nd\n', 2)).toEqual([
      { line: 1, text: 'a' },
      { line: 2, text: 'b' },
      { line: 3, text: 'c' },
    ]);
  });

  it('is shorter at the beginning and at the end', () => {
    expect(frame('a\r\nb\r\n', 1).map(({ text }) => text)).toEqual(['a', 'b']);
    expect(frame('a\nb\n', 2).map(({ text }) => text)).toEqual(['a', 'b']);
    expect(frame('a\nb', 2).map(({ text }) => text)).toEqual(['a', 'b']);
    expect(frame('', 1)).toEqual([{ line: 1, text: '' }]);
  });

  it('shows a tab as one space, so that columns stay in line', () => {
    expect(frame('\ta\tb\n', 1)[0]?.text).toBe(' a b');
  });

  it('cuts long lines at the end, and at the beginning where the column is far out', () => {
    const long = 'x'.repeat(500);
    expect(frame(`${long}\n`, 1)[0]).toEqual({ line: 1, text: `${'x'.repeat(119)}…` });
    const [short, cut] = frame(`short\n${long}Y${long}\n`, 2, 501);
    expect(short).toEqual({ line: 1, text: '', from: 441 });
    expect(cut?.from).toBe(441);
    expect(cut?.text[501 - 441]).toBe('Y');
    expect(cut?.text).toMatch(/^…x{59}Yx{58}…$/);
  });
});
