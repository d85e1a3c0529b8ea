import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Amounts,
  addAmounts,
  formatAmount,
  largestAmounts,
  readAmount,
  readAmounts,
  resources,
  timesAmounts,
} from '../../src/model/amounts.ts';
import { formatQuantity, parseQuantity } from '../../src/model/quantity.ts';

const one = 10n ** 9n;

/** Amounts of all sizes, round ones among them. */
const amount = fc.oneof(
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  fc
    .tuple(fc.bigInt({ min: -5000n, max: 5000n }), fc.integer({ min: 0, max: 27 }))
    .map(([n, zeros]) => n * 10n ** BigInt(zeros)),
  fc
    .tuple(fc.bigInt({ min: -5000n, max: 5000n }), fc.integer({ min: 0, max: 6 }))
    .map(([n, power]) => n * 1024n ** BigInt(power) * one),
);

function sumOf(texts: readonly string[]): bigint {
  return texts.reduce((sum, text) => sum + (parseQuantity(text) ?? 0n), 0n);
}

describe('quantities are exact', () => {
  it.each([
    ['1', Array.from({ length: 10 }, () => '0.1')],
    ['1', Array.from({ length: 10 }, () => '100m')],
    ['0.3', ['0.1', '0.2']],
    ['1536Mi', ['1.5Gi']],
    ['1000', ['1e3']],
    ['1k', ['1e3']],
    ['1Gi', ['1Mi', '1023Mi']],
    ['2305843009213693953', ['2Ei', '1']],
  ])('%s = %j', (sum, parts) => {
    expect(sumOf(parts)).toBe(parseQuantity(sum));
  });

  it.each([
    ['Ki', 1024n],
    ['Mi', 1024n ** 2n],
    ['Gi', 1024n ** 3n],
    ['Ti', 1024n ** 4n],
    ['Pi', 1024n ** 5n],
    ['Ei', 1024n ** 6n],
    ['k', 10n ** 3n],
    ['M', 10n ** 6n],
    ['G', 10n ** 9n],
    ['T', 10n ** 12n],
    ['P', 10n ** 15n],
    ['E', 10n ** 18n],
  ])('1%s is %d', (suffix, size) => {
    fc.assert(
      fc.property(fc.nat(), (count) => {
        expect(parseQuantity(`${count}${suffix}`)).toBe(BigInt(count) * size * one);
      }),
    );
  });

  it.each([
    ['m', 3],
    ['u', 6],
    ['n', 9],
  ])('a fraction is the same with %s', (suffix, places) => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (parts) => {
        const digits = String(parts).padStart(places + 1, '0');
        const fraction = `${digits.slice(0, -places)}.${digits.slice(-places)}`;
        expect(parseQuantity(fraction)).toBe(parseQuantity(`${parts}${suffix}`));
        expect(parseQuantity(`${parts}e-${places}`)).toBe(parseQuantity(`${parts}${suffix}`));
      }),
    );
  });

  it.each(['binary', 'decimal'] as const)('the text with %s suffixes is read as the same amount', (suffixes) => {
    fc.assert(
      fc.property(amount, (billionths) => {
        expect(parseQuantity(formatQuantity(billionths, suffixes))).toBe(billionths);
      }),
    );
  });

  it('is a number as YAML reads it, or its text', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 9 }), fc.integer({ min: 0, max: 9 }), (digits, places) => {
        const number = digits / 10 ** places;
        const exact = BigInt(digits) * 10n ** BigInt(9 - places);
        expect(readAmount(number)).toBe(exact);
        expect(readAmount(`${digits}e-${places}`)).toBe(exact);
      }),
    );
    expect(readAmount(undefined)).toBeUndefined();
  });
});

const amounts: fc.Arbitrary<Amounts> = fc
  .record({ cpu: fc.bigInt(), memory: fc.bigInt(), storage: fc.bigInt(), pods: fc.bigInt() }, { requiredKeys: [] })
  .map((some) => some);

describe('amounts', () => {
  it('add up to the same in any order and any grouping', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (a, b, c) => {
        expect(addAmounts(a, b)).toEqual(addAmounts(b, a));
        expect(addAmounts(addAmounts(a, b), c)).toEqual(addAmounts(a, addAmounts(b, c)));
        expect(addAmounts(a, {})).toEqual(a);
      }),
    );
  });

  it('have a largest that is one of both', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (a, b, c) => {
        const most = largestAmounts(a, b);
        expect(most).toEqual(largestAmounts(b, a));
        expect(largestAmounts(most, c)).toEqual(largestAmounts(a, largestAmounts(b, c)));
        expect(largestAmounts(a, a)).toEqual(a);
        for (const resource of resources) {
          const [left, right] = [a[resource], b[resource]];
          expect([left, right]).toContain(most[resource]);
          for (const part of [left, right]) expect(part === undefined || part <= (most[resource] ?? part)).toBe(true);
        }
      }),
    );
  });

  it('taken several times are their sum', () => {
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 1, max: 6 }), (a, b, count) => {
        const sum = Array.from({ length: count }, () => a).reduce<Amounts>(addAmounts, {});
        expect(timesAmounts(a, BigInt(count))).toEqual(sum);
        expect(timesAmounts(addAmounts(a, b), 3n)).toEqual(addAmounts(timesAmounts(a, 3n), timesAmounts(b, 3n)));
      }),
    );
  });

  it('keep apart what is nothing and what is not known', () => {
    expect(readAmounts({ cpu: 0 })).toEqual({ cpu: 0n });
    expect(readAmounts(undefined)).toEqual({});
    expect(timesAmounts({ cpu: 3n }, 0n)).toEqual({ cpu: 0n });
    expect(addAmounts({ cpu: 0n }, { pods: 1n })).toEqual({ cpu: 0n, pods: 1n });
  });

  it('are written with the suffixes of bytes where they are bytes', () => {
    const texts = resources.map((resource) => formatAmount(resource, 2048n * one));
    expect(texts).toEqual(['2048', '2Ki', '2Ki', '2048']);
  });
});
