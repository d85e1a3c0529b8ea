import { describe, expect, it } from 'vitest';
import { readBuilt } from '../../src/render/built-object.ts';
import { fillObject } from '../../src/render/fill-object.ts';
import { readManifest } from '../../src/render/read-manifest.ts';

/** What becomes of `a: "${v}"` with this value, as JSON; `refused` where it is no YAML any more. */
function typed(value: string, written = '${v}'): string {
  const [object] = readBuilt(`a: ${written}\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\n`);
  const filled = object && fillObject(object, new Map([['v', value]]));
  const read = filled?.ok ? readManifest(filled.text) : undefined;
  return read?.ok && typeof read.value === 'object' && read.value && 'a' in read.value
    ? JSON.stringify(read.value.a)
    : 'refused';
}

describe('a value that is read again by the rules of YAML 1.1', () => {
  it.each([
    ['nola', '"nola"'],
    ['7', '7'],
    ['-7', '-7'],
    ['+7', '7'],
    ['0077', '63'],
    ['0o17', '15'],
    ['0x1F', '31'],
    ['0b11', '3'],
    ['089', '89'],
    ['1_000', '1000'],
    ['1e3', '1000'],
    ['1.50', '1.5'],
    ['.5', '0.5'],
    ['1.', '1'],
    ['1.2.3', '"1.2.3"'],
    ['1e999', '"1e999"'],
    ['on', 'true'],
    ['Off', 'false'],
    ['y', 'true'],
    ['No', 'false'],
    ['TRUE', 'true'],
    ['tRUE', '"tRUE"'],
    ['~', 'null'],
    ['', 'null'],
    ['Null', 'null'],
    ['12:30', '"12:30"'],
    ['2026-11-24', '"2026-11-24"'],
    ['10.0.0.1', '"10.0.0.1"'],
    ['2301a', '"2301a"'],
    ['[a, 7]', '["a",7]'],
    ['{a: 7}', '{"a":7}'],
    ['a # b', '"a"'],
    ['a#b', '"a#b"'],
    ["it's", '"it\'s"'],
    ['"7"', '"7"'],
    ['.inf', 'refused'],
    ['a: b', 'refused'],
    ['*a', 'refused'],
    ['@a', 'refused'],
    ['- a', 'refused'],
  ])('%s becomes %s', (value, expected) => {
    expect(typed(value)).toBe(expected);
  });

  it.each([
    ["'x ${v}: y'", '7', '"x 7: y"'],
    ["'${v}: y'", "it's", 'refused'],
    ['"${v}\\t"', '7', '"7\\t"'],
    ['"${v}\\t"', 'a"b', 'refused'],
    ['|\n  x ${v}\n  y', '7', '"x 7\\ny\\n"'],
    ['${none:="}${v}${none:="}', '0077', '"0077"'],
    ['store-${v}', '7', '"store-7"'],
    ['$${v}', '7', '"${v}"'],
  ])('%s with %s becomes %s', (written, value, expected) => {
    expect(typed(value, written)).toBe(expected);
  });
});
