import { describe, expect, it } from 'vitest';
import { formatQuantity, parseQuantity } from '../../src/model/quantity.ts';

const billion = 10n ** 9n;

describe('a quantity of Kubernetes', () => {
  const amounts: readonly [text: string, billionths: bigint][] = [
    ['2', 2n * billion],
    ['500m', billion / 2n],
    ['0.5', billion / 2n],
    ['.5', billion / 2n],
    ['5.', 5n * billion],
    ['1.5Gi', 1_610_612_736n * billion],
    ['0.1Ki', 102_400_000_000n],
    ['1e3', 1000n * billion],
    ['1E3', 1000n * billion],
    ['25E-1', 2_500_000_000n],
    ['1E', 10n ** 18n * billion],
    ['8Ei', 2n ** 63n * billion],
    ['100n', 100n],
    ['0.1n', 1n],
    ['-1.5', -1_500_000_000n],
    ['+3k', 3000n * billion],
    ['0', 0n],
  ];
  it.each(amounts)('%s is counted exactly', (text, billionths) => {
    expect(parseQuantity(text)).toBe(billionths);
  });

  it.each(['', '.', 'Gi', '12 Gi', '1gi', '1K', 'abc', '1.2.3', '1e', '0x10', '1e999', '١'])('%j is none', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});

describe('the text of an amount', () => {
  const texts: readonly [sum: string, parts: readonly string[], suffixes: 'binary' | 'decimal'][] = [
    ['2500m', ['2', '0.5'], 'decimal'],
    ['4', ['2', '2'], 'decimal'],
    ['110', ['100', '10'], 'decimal'],
    ['3k', ['1k', '2k'], 'decimal'],
    ['8704Mi', ['4Gi', '4Gi', '512Mi'], 'binary'],
    ['1Ti', ['512Gi', '512Gi'], 'binary'],
    ['1025', ['1Ki', '1'], 'binary'],
    ['1', ['999999999n', '1n'], 'decimal'],
    ['0', ['0', '0'], 'binary'],
  ];
  it.each(texts)('%s = %j', (sum, parts, suffixes) => {
    const total = parts.reduce((all, part) => all + (parseQuantity(part) ?? 0n), 0n);
    expect(formatQuantity(total, suffixes)).toBe(sum);
  });

  it('is read as the same amount', () => {
    for (const amount of [1n, 12n, 999n, billion, 1024n * billion, 1536n * billion, 10n ** 27n])
      for (const suffixes of ['binary', 'decimal'] as const)
        expect(parseQuantity(formatQuantity(amount, suffixes))).toBe(amount);
  });
});
