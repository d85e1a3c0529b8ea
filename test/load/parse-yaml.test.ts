import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseYaml } from '../../src/load/parse-yaml.ts';

function parse(text: string) {
  return parseYaml(new TextEncoder().encode(text));
}

/** The value of the only document. */
function readValue(text: string): unknown {
  const { documents, problems } = parse(text);
  expect(problems).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0]?.value;
}

/** Line, column and message of each problem. */
function problemsOf(text: string): string[] {
  return parse(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('parseYaml gives plain data', () => {
  it('of any shape', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readValue(stringify(value))).toEqual(normal(value));
      }),
    );
  });

  it('with dates, NaN and infinity as they are written', () => {
    expect(readValue('[2026-11-26, .nan, -.inf]')).toEqual(['2026-11-26', '.nan', '-.inf']);
    expect(readValue('%YAML 1.1\n---\n[2026-11-26T10:00:00Z, yes]')).toEqual(['2026-11-26T10:00:00Z', true]);
  });

  it('with keys as text', () => {
    expect(readValue('{1: a, true: b, 1.10: c, ~: d}')).toEqual({ '1': 'a', true: 'b', '1.10': 'c', '~': 'd' });
  });

  it('with __proto__ as a key like any other', () => {
    const value = readValue('__proto__: {admin: true}\n');
    expect(Object.keys(Object(value))).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object(value).admin).toBeUndefined();
  });

  it('with aliases and merges written out', () => {
    const text =
      'base: &base {cpu: 1, memory: 2}\nsame: *base\nmore: {memory: 3, <<: *base}\nlist:\n  <<: [{cpu: 7}, *base]\n';
    expect(readValue(text)).toEqual({
      base: { cpu: 1, memory: 2 },
      same: { cpu: 1, memory: 2 },
      more: { memory: 3, cpu: 1 },
      list: { cpu: 7, memory: 2 },
    });
  });

  it('with the anchor that was last defined before an alias', () => {
    expect(readValue('[&a 1, *a, &a 2, *a]')).toEqual([1, 1, 2, 2]);
  });
});

describe('parseYaml keeps the text of numbers', () => {
  it('where another text would be printed', () => {
    const [document] = parse('a: [1.10, 1, 0x1F, 12345678901234567890]\nexample.com/b~c: 1e3\n').documents;
    expect(document?.numbers).toEqual({
      '/a/0': '1.10',
      '/a/2': '0x1F',
      '/a/3': '12345678901234567890',
      '/example.com~1b~0c': '1e3',
    });
  });

  it('at the place of an alias and of a merge as well', () => {
    const [document] = parse('a: &a {x: 1.0, y: 2.0}\nb: *a\nc: {<<: *a, x: 3}\n').documents;
    expect(document?.numbers).toEqual({ '/a/x': '1.0', '/a/y': '2.0', '/b/x': '1.0', '/b/y': '2.0', '/c/y': '2.0' });
  });

  it('and nothing where there is none', () => {
    expect(parse('a: 1\n').documents).toEqual([{ index: 0, value: { a: 1 } }]);
  });
});

describe('parseYaml counts documents', () => {
  it('and leaves out those without content', () => {
    expect(parse('# one\n---\n---\na: 1\n---\n# two\n---\nnull\n').documents).toEqual([
      { index: 1, value: { a: 1 } },
      { index: 3, value: null },
    ]);
  });

  it('in files without any', () => {
    for (const text of ['', '\n\n', '# nothing\n', '---\n', '\uFEFF'])
      expect(parse(text)).toEqual({ documents: [], problems: [] });
  });

  it('and reads those beside a broken one', () => {
    const { documents, problems } = parse('a: 1\n---\nb: "\n---\nc: 3\n');
    expect(documents).toEqual([
      { index: 0, value: { a: 1 } },
      { index: 2, value: { c: 3 } },
    ]);
    expect(problems).toEqual([
      { line: 3, column: 4, endColumn: 5, message: 'this " is never closed', hint: 'Add the " that belongs to it.' },
    ]);
  });
});

describe('parseYaml says in plain words what is wrong', () => {
  it.each([
    ['a: [[1, 2], {b: [3}]\n', '1:17 this [ is never closed'],
    ['a: {b: 1\nc: 2\n', '1:4 this { is never closed'],
    ["a: 'b\nc: d\n", "1:4 this ' is never closed"],
    ['owner: @contoso/pos\n', '1:8 a text may not begin with @'],
    ['share: %x\n', '1:8 a text may not begin with %'],
    ['a: b: c\n', '1:4 there is a second ": " in this line'],
    ['a: 1\nb:2\n', '2:1 there is no space after the colon of b'],
    ['a: 1\nfoo\n', '2:1 this line has no colon, and a key and a value are expected here'],
    ['a:\n    b: 1\n  c: 2\n', '3:1 this line is indented differently from those that it belongs to'],
    ["a: 'it's'\n", '1:8 there is more text after the end of the value'],
    ['a: "\\q"\n', '1:5 \\q means nothing inside double quotes'],
    ['a: */g\n', '1:4 "*/g" stands for something named &/g, and nothing before it has that name'],
    ['a: &a [*a]\n', '1:8 "*a" stands inside of what it stands for'],
    ['a: !!binary aGk=\n', '1:13 the tag !!binary is not supported'],
    ['a: !vault\n  b: c\n', '2:3 the tag !vault is not supported'],
    ['a: {{ name }}\n', '1:5 a key must be text'],
    ['a: {b: 1, b: 2}\n', '1:11 the key "b" is there twice'],
    ['a: {<<: 1}\n', '1:9 only a map can be merged with <<'],
    [': 1\n', '1:3 there is no key before this colon'],
    ['a:\n<<<<<<< HEAD\n  b: 1\n=======\n  b: 2\n>>>>>>> main\n', '2:1 a merge conflict was left in this file'],
    [`${'['.repeat(300)}${']'.repeat(300)}`, '1:258 this is nested more than 256 levels deep'],
  ])('%j', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
    expect(parse(text).documents).toEqual([]);
  });

  it('of text nested so deep that the parser gives up', () => {
    expect(parse('['.repeat(50_000)).problems.map(({ message }) => message)).toEqual(['this is nested too deep']);
  });

  it('of bytes that are not UTF-8, and where', () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('a: ö\nb: '), 0xe2, 0x82, 0x28]);
    expect(parseYaml(bytes).problems).toEqual([
      {
        line: 2,
        column: 4,
        endColumn: 5,
        message: 'the file is not in UTF-8: byte 10 (0xE2) does not belong there',
        hint: 'Save the file in UTF-8.',
      },
    ]);
  });

  it('never throws', () => {
    const pieces = fc.constantFrom(
      ...'abc:-?[]{},&*!|>\'"%@`# \n\t',
      '---\n',
      '<<: ',
      '*a',
      '&a ',
      '\r\n',
      '\uFEFF',
      'é',
      '"\\x',
    );
    const text = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (source) => void parse(source)),
      { numRuns: 2000 },
    );
  });

  it('takes time in proportion to the size, with many keys and many aliases', () => {
    const small = timeOf(keysAndAliases(4_000));
    expect(timeOf(keysAndAliases(32_000))).toBeLessThan(small * 24);
  });
});

function keysAndAliases(count: number): string {
  const keys = Array.from({ length: count }, (_, index) => `k${index}: &a${index} x\n`).join('');
  return keys + Array.from({ length: count / 4 }, (_, index) => `r${index}: *a${index}\n`).join('');
}

function timeOf(text: string): number {
  const start = performance.now();
  expect(parse(text).documents).toHaveLength(1);
  return performance.now() - start;
}

/** JSON has -0, and the data has not. */
function normal(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
