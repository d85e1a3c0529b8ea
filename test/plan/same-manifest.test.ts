import { expect, it } from 'vitest';
import { sameManifest } from '../../src/plan/same-manifest.ts';

it.each([
  ['a: east', 'a: "east"'],
  ['a: 7', 'a: 7.0'],
  ['a: 077', 'a: 63'],
  ['a: on', 'a: true'],
  ['a: x # one', 'a: x # two'],
  ['a: 1\nb: 2', 'b: 2\na: 1'],
  ['a: 12345678901234567', 'a: 0x2BDC545D6B4B87'],
])('is the same to a cluster: %j and %j', (a, b) => {
  expect(sameManifest(a, b)).toBe(true);
});

it.each([
  ['a: east', 'a: west'],
  ['a: 7', 'a: "7"'],
  ['a: 07', 'a: "07"'],
  ['a: 12345678901234567', 'a: 12345678901234568'],
  ['a: [12345678901234567]', 'a: [12345678901234568]'],
  ['a: |\n  b: 7\n', 'a: |\n  b: 7.0\n'],
  ['a:\n- x: 1', 'a:\n- x: 2'],
  ['a: b', 'a:\n- b'],
])('is not the same to a cluster: %j and %j', (a, b) => {
  expect(sameManifest(a, b)).toBe(false);
});
