import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHazardous, jsonEscapes, printable, printableLine, printableLines } from '../../src/views/legible.ts';
import { styleFor } from '../../src/views/style.ts';

const legible = [
  'Zürich, Øresund, Łódź, e\u0301',
  '日本語 한국어 葛\u{e0100}',
  '👩‍👩‍👧 ❤️ ☎︎ 1️⃣ 👍🏽 🇨🇭 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'می‌خواهم क्‍ष',
  'a::b ## [x] #[x] C:\\x',
];

it('leaves alone what people can read', () => {
  for (const text of legible) {
    expect(printable(text)).toBe(text);
    expect(printableLines(text)).toBe(text);
    expect(jsonEscapes(text)).toBe(text);
    expect(isHazardous(text)).toBe(false);
  }
});

describe('what nobody sees', () => {
  it.each([
    ['\u001b[31mred', '\\u001b[31mred'],
    ['\u009b31m', '\\u009b31m'],
    ['del\u007f', 'del\\u007f'],
    ['abc\u202edef', 'abc\\u202edef'],
    ['a\u2066b\u2069', 'a\\u2066b\\u2069'],
    ['pay\u200bpal', 'pay\\u200bpal'],
    ['pay\u200dpal', 'pay\\u200dpal'],
    ['a\ufe0fb\u00adc\ufeff', 'a\\ufe0fb\\u00adc\\ufeff'],
    ['a\u2028b\u2029c\u0085d', 'a\\u2028b\\u2029c\\u0085d'],
    ['a\u{e0041}', 'a\\u{e0041}'],
    ['a\ud800', 'a\\ud800'],
    ['a\tb\r\nc', 'a b  c'],
  ])('is written out: %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('means the same in JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(jsonEscapes(JSON.stringify(text)))).toBe(text);
      }),
    );
  });
});

describe('commands to pipelines', () => {
  it.each(['##vso[task.setvariable variable=a]b', 'x ##[add-mask]y', '###[x]'])('are none any more: %s', (text) => {
    for (const shown of [printable(text), printableLine(text), printableLines(text), jsonEscapes(text)])
      expect(shown).not.toMatch(/##\w*\[/);
  });

  it('begin no line', () => {
    expect(printableLines('a\n::error::x\n \t::x\r\n\u3000::x\n:: x: y')).toBe(
      'a\n\\u003a:error::x\n \t\\u003a:x\n\u3000\\u003a:x\n\\u003a: x: y',
    );
  });
});

it('lets the colors of a style through, and no others', () => {
  const colors = styleFor('always', {}, false);
  expect(printableLines(colors.red('a\u001b[8mb'), true)).toBe('\u001b[31ma\\u001b[8mb\u001b[39m');
  expect(printableLines('\u001b[31ma')).toBe('\\u001b[31ma');
});

it('takes no time for what is long', () => {
  const texts = [
    `::${' '.repeat(300_000)}${'\n '.repeat(100_000)}`,
    `${'#'.repeat(300_000)}[`,
    `${'##aaaaaaaaaaaa'.repeat(30_000)}[`,
    '\u200b'.repeat(300_000),
    '👩‍'.repeat(100_000),
  ];
  const start = performance.now();
  for (const text of texts) printableLines(text);
  expect(performance.now() - start).toBeLessThan(1_500);
});
