import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOverlayNames, isNewer } from '../../src/resolve/versions.ts';

const part = fc.nat(11).map(String);
const numbers = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
const version = fc
  .tuple(fc.constantFrom('', 'v'), numbers, fc.constantFrom('', '-rc.2', '-rc.10', '-rc', '-beta', '-1'))
  .map((parts) => parts.join(''));
const name = fc.oneof(version, fc.stringMatching(/^[A-Za-z0-9.-]{1,8}$/));

/** Whatever is a version is older than this one. */
const isVersion = (name: string) => isNewer('9'.repeat(30), name);

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
    expect(isNewer('16.2', '16.1')).toBe(true);
    expect(isNewer('16.10', '16.9')).toBe(true);
    expect(isNewer('17', '16.9')).toBe(true);
    expect(isNewer('1.2.3.4', '1.2.3')).toBe(true);
    expect(isNewer('20.04', '18.10')).toBe(true);
    expect(isNewer('99999999999999999999.1', '99999999999999999999.0')).toBe(true);
    expect(isNewer('16.0', '16')).toBe(false);
    expect(isNewer('16', '16.0')).toBe(false);
    expect(isNewer('16.1', '16.1-rc.1')).toBe(true);
    expect(isNewer('16.1-rc.10', '16.1-rc.9')).toBe(true);
    expect(isNewer('16.1-rc.1', '16.1-rc')).toBe(true);
    expect(isNewer('16.1-rc', '16.1-5')).toBe(true);
    expect(isNewer('b', 'a')).toBe(false);
    expect(isNewer('1.0.0', 'a')).toBe(false);
  });

  it.each(['1.2.3.4.5', 'busy', 'v', '1.', '1.x', '1.0-', 'release-1.0'])('takes %s for no version', (name) => {
    expect(isVersion(name)).toBe(false);
  });
});
