import { expect, it } from 'vitest';
import { exactJson } from '../../src/model/exact-json.ts';
import { exactObject } from '../../src/model/exact-object.ts';
import type { Cluster } from '../../src/model/kinds.ts';

const long = 9223372036854775807n;

it.each([0, 2])('is what JSON.stringify prints with %d blanks, but for the digits', (blanks) => {
  const like = { a: [1, { b: '"x"\n' }, [], {}, null], c: undefined, d: true, e: 0 };
  expect(exactJson({ ...like, long }, blanks)).toBe(
    JSON.stringify({ ...like, long: 'LONG' }, null, blanks).replace('"LONG"', String(long)),
  );
  expect(exactJson(like, blanks)).toBe(JSON.stringify(like, null, blanks));
});

it('knows the digits of an object of the inventory by what was written', () => {
  const values = { 'a/b': Number('12345678901234567'), version: 1.1, small: 7 };
  const object: Cluster = {
    apiVersion: 'resedge.dev/v1',
    kind: 'Cluster',
    metadata: { name: 'e1' },
    spec: { groups: [], values },
  };
  const numbers = { '/spec/values/a~1b': '12345678901234567', '/spec/values/version': '1.10' };
  expect(exactObject({ object, numbers })).toEqual({
    ...object,
    spec: { groups: [], values: { ...values, 'a/b': 12345678901234567n } },
  });
});
