import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClusterSet } from '../../src/model/cluster-set.ts';

const sizes = fc.constantFrom(0, 1, 31, 32, 33, 64, 100);

/** Two sets of one size, as bits and as sets of numbers. */
const pairs = sizes.chain((size) => {
  const indices = size === 0 ? fc.constant([]) : fc.array(fc.nat({ max: size - 1 }), { maxLength: 2 * size });
  return fc.tuple(indices, indices).map(([a, b]) => ({ size, a: both(size, a), b: both(size, b) }));
});

function both(size: number, indices: readonly number[]) {
  return { bits: ClusterSet.of(size, indices), numbers: new Set(indices) };
}

function ascending(numbers: Iterable<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}

describe('a set of clusters', () => {
  it('behaves like a set of numbers', () => {
    fc.assert(
      fc.property(pairs, ({ size, a, b }) => {
        const everything = Array.from({ length: size }, (_, index) => index);
        expect([...a.bits]).toEqual(ascending(a.numbers));
        expect([...a.bits.and(b.bits)]).toEqual(ascending(a.numbers).filter((index) => b.numbers.has(index)));
        expect([...a.bits.or(b.bits)]).toEqual(ascending(new Set([...a.numbers, ...b.numbers])));
        expect([...a.bits.minus(b.bits)]).toEqual(ascending(a.numbers).filter((index) => !b.numbers.has(index)));
        expect([...a.bits.not()]).toEqual(everything.filter((index) => !a.numbers.has(index)));
        expect(everything.filter((index) => a.bits.has(index))).toEqual(ascending(a.numbers));
        expect(a.bits.count()).toBe(a.numbers.size);
        expect(a.bits.isEmpty()).toBe(a.numbers.size === 0);
        expect(a.bits.equals(b.bits)).toBe(ascending(a.numbers).join() === ascending(b.numbers).join());
        expect(a.bits.first(3)).toEqual(ascending(a.numbers).slice(0, 3));
      }),
      { numRuns: 500 },
    );
  });

  it('of all holds each cluster and no more', () => {
    for (const size of [0, 1, 31, 32, 33, 1000]) {
      expect(ClusterSet.all(size).count()).toBe(size);
      expect(ClusterSet.all(size).not().isEmpty()).toBe(true);
      expect(ClusterSet.all(size).has(size)).toBe(false);
    }
  });

  it('is left as it is when it is combined', () => {
    const set = ClusterSet.of(40, [1, 39]);
    set.and(ClusterSet.none(40));
    set.not();
    expect([...set]).toEqual([1, 39]);
  });

  it('takes no cluster that the inventory does not have, and no set of another inventory', () => {
    expect(() => ClusterSet.none(3).add(3)).toThrow('no cluster at 3 of 3');
    expect(() => ClusterSet.none(3).add(-1)).toThrow('no cluster at -1 of 3');
    expect(() => ClusterSet.none(3).or(ClusterSet.none(4))).toThrow('sets of 3 and of 4 clusters do not fit');
    expect(() => ClusterSet.none(3).equals(ClusterSet.none(4))).toThrow('sets of 3 and of 4 clusters do not fit');
  });
});
