import { describe, expect, it } from 'vitest';
import { protectedLosing, tooManyChanged, tooManyLosing } from '../../src/plan/guards.ts';

describe('the guard of losses', () => {
  it.each([
    [50, 100, undefined, undefined],
    [51, 100, undefined, '51 of 100 clusters would lose a namespace or an application; 50 may'],
    [100, 1000, undefined, undefined],
    [101, 1000, undefined, '101 of 1000 clusters would lose a namespace or an application; 100 may'],
    [1, 4, '25%', undefined],
    [2, 7, '25%', '2 of 7 clusters would lose a namespace or an application; 1 may'],
    [3, 4, 3, undefined],
    [1, 4, 0, '1 of 4 clusters would lose a namespace or an application; 0 may'],
  ])('of %i clusters among %i, with %s', (losing, total, guard, stop) => {
    expect(tooManyLosing(losing, total, guard)).toBe(stop);
  });

  it('names the first of the clusters that are protected', () => {
    const loss = 'which spec.guards.protected names, would lose a namespace or an application';
    expect(protectedLosing([])).toBeUndefined();
    expect(protectedLosing(['a'])).toBe(`a, ${loss}`);
    expect(protectedLosing(['a', 'b', 'c', 'd', 'e'])).toMatch(/^a, b, c\b.*, which spec\.guards\.protected names/);
  });
});

describe('the guard of changes', () => {
  it.each([
    [9, 10, undefined, undefined],
    [2, 10, 2, undefined],
    [3, 10, 2, '3 of 10 clusters would change; 2 may (spec.guards.maxClustersChanged)'],
    [1, 19, '10%', undefined],
    [2, 19, '10%', '2 of 19 clusters would change; 1 may (spec.guards.maxClustersChanged)'],
  ])('of %i clusters among %i, with %s', (changed, total, guard, stop) => {
    expect(tooManyChanged(changed, total, guard)).toBe(stop);
  });
});
