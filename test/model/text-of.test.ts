import { expect, it } from 'vitest';
import { scalarText, textOf } from '../../src/model/text-of.ts';

it.each([
  ['a text', 'a text'],
  [1.5, '1.5'],
  [12345678901234567890n, '12345678901234567890'],
  [null, 'null'],
  [undefined, 'undefined'],
  [['a', { b: 1n }], '["a",{"b":1}]'],
  [{ toString: false, valueOf: 1 }, '{"toString":false,"valueOf":1}'],
  [Object.create(null), '{}'],
])('any value has a text: %o', (value, text) => {
  expect(textOf(value)).toBe(text);
});

it('nothing has none', () => {
  expect([null, undefined, false].map(scalarText)).toEqual([undefined, undefined, 'false']);
});
