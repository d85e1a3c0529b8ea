import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOverlayNames, isNewer, isVersion } from '../../src/resolve/versions.ts';

const part = fc.nat(11).map(String);
const version = fc
  .tuple(fc.constantFrom('', 'v'), part, part, part, fc.constantFrom('', '-rc.2', '-rc.10', '-beta'))
  .map(([v, major, minor, patch, rest]) => `${v}${major}.${minor}.${patch}${rest}`);
const name = fc.oneof(version, fc.stringMatching(/^[A-Za-z0-9.-]{1,8}$/));

describe('the order of overlays', () => {
  it('is one order, whatever order they are found in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 12 }), (names) => {
        const sorted = names.toSorted(compareOverlayNames);
        expect(names.toReversed().sort(compareOverlayNames)).toEqual(sorted);
        for (const [at, later] of sorted.entries())
          for (const earlier of sorted.slice(0, at)) expect(compareOverlayNames(earlier, later)).toBeLessThan(0);
      }),
    );
  });

  it('puts versions first, so that what is named otherwise goes on top of them', () => {
    fc.assert(
      fc.property(version, name, (a, b) => {
        fc.pre(!isVersion(b));
        expect(compareOverlayNames(a, b)).toBeLessThan(0);
        expect(compareOverlayNames(b, a)).toBeGreaterThan(0);
      }),
    );
  });

  it('says of two versions which is newer, and nothing of other names', () => {
    expect(isNewer('1.10.0', '1.9.0')).toBe(true);
    expect(isNewer('1.9.0', '1.10.0')).toBe(false);
    expect(isNewer('v1.0.0', '1.0.0')).toBe(false);
    expect(isNewer('2.0.0', '2.0.0-rc.1')).toBe(true);
    expect(isNewer('b', 'a')).toBe(false);
    expect(isNewer('1.0.0', 'a')).toBe(false);
  });
});
