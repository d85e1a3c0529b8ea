import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/model/nearest.ts';

describe('nearest', () => {
  it.each([
    ['applicatons', ['applications', 'annotations'], 'applications'],
    ['stroes', ['stores', 'labs'], 'stores'],
    ['Canary', ['canary'], 'canary'],
    ['store-12', ['store-2', 'store-1', 'store-13'], 'store-1'],
    ['abd', ['abz', 'abc'], 'abc'],
    ['gruop', ['groups', 'group'], 'group'],
  ])('%s among %j is %s', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });

  it.each([
    ['imdb', ['redis', 'pos']],
    ['a', ['b']],
    ['ab', ['cd']],
    ['', ['a']],
    ['same', ['same']],
    ['none', []],
  ])('%j among %j is nothing', (name, candidates) => {
    expect(nearest(name, candidates)).toBeUndefined();
  });
});
