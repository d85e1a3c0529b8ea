import { describe, expect, it } from 'vitest';
import { mergeLists } from '../../src/edit/merge-lists.ts';

const words = (text: string) => text.split(' ').filter((word) => word !== '');

/** The lists as words; the merged one is undefined where it is not certain. */
function merged(base: string, ours: string, theirs: string, first = false): string | undefined {
  return mergeLists(words(base), words(ours), words(theirs), { first })?.join(' ');
}

describe('two changes of a list', () => {
  it.each([
    { base: 'a', ours: 'a x', theirs: 'a y', list: 'a y x' },
    { base: 'a b', ours: 'a x b', theirs: 'a b y', list: 'a x b y' },
    { base: 'a b', ours: 'b', theirs: 'a b y', list: 'b y' },
    { base: 'a b c', ours: 'b c', theirs: 'a b', list: 'b' },
    { base: 'a', ours: 'x a', theirs: 'y a', list: 'y x a' },
    { base: 'a', ours: 'x z a', theirs: 'y a', list: 'y x z a' },
    { base: 'a', ours: 'a x', theirs: 'a x y', list: 'a x y' },
    { base: 'a', ours: 'x', theirs: 'a y', list: 'x y' },
    { base: '', ours: 'x', theirs: 'y', list: 'y x' },
  ])('of $base: $ours and $theirs are $list', ({ base, ours, theirs, list }) => {
    expect(merged(base, ours, theirs)).toBe(list);
  });

  it.each([
    { title: 'another order', base: 'a b', ours: 'b a', theirs: 'a b y' },
    { title: 'nothing is left', base: 'a b', ours: 'a', theirs: 'b' },
    { title: 'an item twice', base: 'a', ours: 'a a', theirs: 'a y' },
  ])('are not certain: $title', ({ base, ours, theirs }) => {
    expect(merged(base, ours, theirs)).toBeUndefined();
  });

  it.each([
    { base: 'a', ours: 'x a', theirs: 'a y', list: 'x a y' },
    { base: 'a', ours: 'x', theirs: 'a y', list: 'x y' },
    { base: 'a', ours: 'a y', theirs: 'x', list: 'x y' },
    { base: 'a', ours: 'x a', theirs: 'y a', list: undefined },
    { base: 'a', ours: 'x', theirs: 'y', list: undefined },
    { base: 'a b', ours: 'b', theirs: 'x a b', list: undefined },
    { base: '', ours: 'x', theirs: 'y', list: undefined },
  ])('of $base, where the first counts: $ours and $theirs are $list', ({ base, ours, theirs, list }) => {
    expect(merged(base, ours, theirs, true)).toBe(list);
  });
});
