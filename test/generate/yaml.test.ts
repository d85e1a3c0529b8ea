import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { quoted, toYaml, toYamlStream } from '../../src/generate/yaml.ts';

const texts = [
  'yes',
  'no',
  'on',
  'Off',
  'y',
  'null',
  '~',
  'true',
  '0x1F',
  '0o7',
  '017',
  '1_000',
  '1e3',
  '.5',
  '.inf',
  '12:30:45',
  '2026-11-02',
  '',
  ' a',
  'a ',
  'a: b',
  'a #b',
  '- a',
  '@a',
  '`a',
  '%a',
  '*a',
  '&a',
  '!a',
  '{a}',
  '[a]',
  "it's",
  '"a"',
  'a\nb\n',
  '\ta',
  'a\u0085b',
  'a\u2028b',
  'a\u2029b',
  '\ufeffa',
  'a\u007fb',
  '<<',
  '=',
  '😀',
  'é',
];

describe('generated YAML', () => {
  it.each(texts)('says %j to parsers of YAML 1.1 and 1.2 alike', (text) => {
    const printed = toYaml({ key: text, [text]: 'value', list: [text] });
    for (const version of ['1.1', '1.2'] as const)
      expect(parse(printed, { version, merge: false })).toEqual({ key: text, [text]: 'value', list: [text] });
  });

  it('is not folded, and repeats what is there twice', () => {
    const long = 'word '.repeat(60).trim();
    const shared = { a: long };
    expect(toYaml({ one: shared, two: shared })).toBe(`one:\n  a: ${long}\ntwo:\n  a: ${long}\n`);
  });

  it('may be a stream of documents', () => {
    const documents = parseAllDocuments(toYamlStream([{ a: 1 }, { b: 2 }]));
    expect(documents.map((document) => document.toJS())).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it.each(texts)('quotes %j on one line', (text) => {
    const scalar = quoted(text);
    expect([scalar.includes('\n'), parse(scalar, { version: '1.1' })]).toEqual([false, text]);
  });
});
