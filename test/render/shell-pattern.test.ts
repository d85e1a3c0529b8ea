import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellPattern } from '../../src/render/shell-pattern.ts';
import { substitute } from '../../src/render/substitute.ts';

/** The lengths of the beginnings of a text that match. */
function lengths(pattern: string, text: string): number[] | undefined {
  const read = shellPattern(pattern);
  return read && [...read.prefixes(Array.from(text))];
}

describe('a pattern of the shell', () => {
  it('matches beginnings of a text', () => {
    expect(lengths('a*', 'aab')).toEqual([1, 2, 3]);
    expect(lengths('*/', 'a/b/c')).toEqual([2, 4]);
    expect(lengths('?[b-d]', 'xcc')).toEqual([2]);
    expect(lengths('[^b-d]*x', 'axbx')).toEqual([2, 4]);
    expect(lengths('\\*', '*a')).toEqual([1]);
    expect(lengths('😀?', '😀é!')).toEqual([2]);
    expect(lengths('b', 'a')).toEqual([]);
  });

  it.each(['[', '[a', '[]', 'a\\', '[a-]'])('is malformed as %s', (pattern) => {
    expect(lengths(pattern, 'a')).toBeUndefined();
  });

  it('matches what the same expression matches', () => {
    const sign = fc.constantFrom('*', '?', 'a', 'b', '[ab]', '[^a]', '[b-c]');
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 6 }),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }),
        (signs, chars) => {
          const source = signs.map((one) => (one === '*' ? '.*' : one === '?' ? '.' : one)).join('');
          const expression = new RegExp(`^(?:${source})$`);
          const wanted = chars
            .map((_, index) => index + 1)
            .filter((length) => expression.test(chars.slice(0, length).join('')));
          expect(lengths(signs.join(''), chars.join(''))).toEqual(wanted);
        },
      ),
    );
  });

  it('takes no more time for many stars', () => {
    const variables = new Map([['x', 'a'.repeat(20_000)]]);
    const filled = substitute(`\${x##${'*a'.repeat(12)}*b}\${x%%b*${'a*'.repeat(12)}}`, variables);
    expect(filled).toEqual({ ok: true, text: 'a'.repeat(40_000) });
  });
});
