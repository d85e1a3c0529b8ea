import { applyPatch, formatPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDiff } from '../../src/line-diff.ts';

function lines(count: number, of: string): string {
  return Array.from({ length: count }, (_, index) => `${of}${index}\n`).join('');
}

describe('a difference by lines', () => {
  it('is told line by line', () => {
    expect(lineDiff(['a\nb\nc\n', 'a\nx\nc\n'], ['one', 'two'], 1).hunks[0]?.lines).toEqual([' a', '-b', '+x', ' c']);
  });

  it('of texts that have nothing in common is told as a whole, soon', () => {
    const common = lines(5, 'same');
    const [before, after] = [common + lines(20_000, 'a') + common, common + lines(20_000, 'b') + common];
    const { hunks } = lineDiff([before, after], ['one', 'two'], 2);
    expect(hunks).toHaveLength(1);
    expect(hunks[0]?.lines.slice(0, 3)).toEqual([' same3', ' same4', '-a0']);
    expect(hunks[0]?.lines).toHaveLength(40_004);
    expect(applyPatch(before, formatPatch(lineDiff([before, after], ['one', 'two'], 2)))).toBe(after);
  });

  it('makes the one of the other', () => {
    const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n'), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyPatch(before, lineDiff([before, after], ['one', 'two'], 1))).toBe(after);
      }),
    );
  });
});
