import { describe, expect, it } from 'vitest';
import { substitute, variableNames } from '../../src/render/substitute.ts';

const variables = new Map(
  Object.entries({
    v: 'store/2301.east',
    upper: 'NOLA',
    word: 'nola',
    empty: '',
    path: '/srv/till/data.tar.gz',
    umlaut: 'Köln',
    digits: '0077',
    offset: '2',
    back: '-2',
    far: '-9',
    signs: '-]nola',
  }),
);

/** What kustomize-controller makes of a text; what it refuses, behind `refused: `. */
function outcome(text: string): string {
  const result = substitute(text, variables);
  return result.ok ? result.text : `refused: ${result.message}`;
}

describe('a variable in a text', () => {
  it.each([
    // A value as it is
    ['nothing to do', 'nothing to do'],
    ['${word}', 'nola'],
    ['a ${word} b ${upper} c', 'a nola b NOLA c'],
    ['${empty}', ''],
    ['${word}${upper}', 'nolaNOLA'],
    ['$word', '$word'],
    ['$ {word}', '$ {word}'],
    ['{word} }', '{word} }'],
    ['${digits}', '0077'],
    ['ein ${umlaut} ß', 'ein Köln ß'],
    // Defaults
    ['${word:-other}', 'nola'],
    ['${none:-other}', 'other'],
    ['${none:=other}', 'other'],
    ['${none=other}', 'other'],
    ['${word=other}', 'nola'],
    ['${empty:-other}', 'other'],
    ['${empty=other}', 'other'],
    ['${none:-}', ''],
    ['${none:=}', ''],
    ['${none:-a b: c}', 'a b: c'],
    ['${none:="}${digits}${none:="}', '"0077"'],
    ['${none:?message}', 'message'],
    ['${none:+other}', 'other'],
    // One inside another
    ['${none:-${word}}', 'nola'],
    ['${none:=a-${word}-b}', 'a-nola-b'],
    ['${none:-${nothing:-${upper,,}}}', 'nola'],
    ['${word:${offset}}', 'la'],
    ['${v/${offset}/x}', 'store/x301.east'],
    // Length, case
    ['${#word}', '4'],
    ['${#empty}', '0'],
    ['${#umlaut}', '5'],
    ['${upper,,}', 'nola'],
    ['${upper,}', 'nOLA'],
    ['${word^^}', 'NOLA'],
    ['${word^}', 'Nola'],
    ['${umlaut^^}', 'KÖLN'],
    ['${empty^}', ''],
    // A part
    ['${v:6}', '2301.east'],
    ['${v:6:4}', '2301'],
    ['${v:6:99}', '2301.east'],
    ['${v:99}', ''],
    ['${v:1:-1}', 'tore/2301.eas'],
    ['${v:6:-9}', ''],
    ['${v: -4}', 'store/2301.east'],
    ['${v:x}', 'store/2301.east'],
    ['${umlaut:0:1}', 'K'],
    ['${word:${back}}', 'la'],
    ['${word:${back}:1}', 'l'],
    ['${word:${far}}', 'nola'],
    ['${word:${far}:3}', 'nol'],
    // Trim
    ['${path#/srv}', '/till/data.tar.gz'],
    ['${path#*/}', 'srv/till/data.tar.gz'],
    ['${path##*/}', 'data.tar.gz'],
    ['${path%.*}', '/srv/till/data.tar'],
    ['${path%%.*}', '/srv/till/data'],
    ['${path#none}', '/srv/till/data.tar.gz'],
    ['${word#?}', 'ola'],
    ['${word#[a-n]}', 'ola'],
    ['${word#[^a-n]}', 'nola'],
    ['${word%a}', 'nol'],
    ['${word#[}', 'nola'],
    ['${word#[n}', 'nola'],
    ['${word#[^}', 'nola'],
    ['${word#[n-}', 'nola'],
    ['${word#[z-a]}', 'nola'],
    ['${word#[^z-a]}', 'ola'],
    ['${signs#[-]}', '-]nola'],
    ['${signs#[a-]}', '-]nola'],
    ['${signs#[]-]}', '-]nola'],
    ['${signs#?[\\]]}', 'nola'],
    ['${word%%l*}', 'no'],
    ['${word##*}', ''],
    ['${word#*}', 'ola'],
    // Replace
    ['${path/t/T}', '/srv/Till/data.tar.gz'],
    ['${path//t/T}', '/srv/Till/daTa.Tar.gz'],
    ['${path//\\//-}', '-srv-till-data.tar.gz'],
    ['${word/ola/}', 'n'],
    ['${word//o/}', 'nla'],
    ['${word/#no/NO}', 'NOla'],
    ['${word/#la/LA}', 'nola'],
    ['${word/%la/LA}', 'noLA'],
    ['${word/#/store-}', 'store-nola'],
    ['${word/%/-store}', 'nola-store'],
    ['${word//o/$&}', 'n$&la'],
    // A dollar that stays
    ['$${word}', '${word}'],
    ['$$', '$'],
    ['cost: 5$', 'cost: 5$'],
    ['$$word ${word}', '$word nola'],
    ['$$$${word}', '$${word}'],
    ['$${a ${word}', '${a nola'],
    ['\\\\ ${word}', '\\\\ nola'],
  ])('%s is %s', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});

describe('what Flux refuses', () => {
  it.each([
    ['${none}', 'variable not set (strict mode): "none"'],
    ['${#none}', 'variable not set (strict mode): "none"'],
    ['${none^^}', 'variable not set (strict mode): "none"'],
    ['${none:2}', 'variable not set (strict mode): "none"'],
    ['${none/a/b}', 'variable not set (strict mode): "none"'],
    ['${none%x}', 'variable not set (strict mode): "none"'],
    ['${word:-${none}}', 'variable not set (strict mode): "none"'],
    ['${umlaut:0:2}', '${umlaut:…} cuts a character of UTF-8 in two'],
    ['${word', 'missing closing brace'],
    ['${word-other}', 'missing closing brace'],
    ['${word+other}', 'missing closing brace'],
    ['${list[0]}', 'missing closing brace'],
    ['${}', 'unable to parse variable name'],
    ['${ word}', 'unable to parse variable name'],
    ['${{ word }}', 'unable to parse variable name'],
    ['${.Values.x}', 'unable to parse variable name'],
    ['${word:-other', 'unable to parse substitution within function'],
    ['${word//o}', 'bad substitution'],
    ['${v/${offset}301/x}', 'bad substitution'],
    ['${word^^^}', 'bad substitution'],
    ['${#}', 'bad substitution'],
  ])('%s: %s', (text, message) => {
    expect(outcome(text)).toBe(`refused: ${message}`);
  });
});

it('tells which variables a text reads, and which of them it needs', () => {
  expect(variableNames('${b} ${a:=${c}} ${#d} $${e}')).toEqual({
    names: ['a', 'b', 'c', 'd'],
    required: ['b', 'c', 'd'],
  });
});
