import fc from 'fast-check';
import { minimatch } from 'minimatch';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../src/model/compare.ts';
import { createDirectory } from '../../src/select/directory.ts';

const letters = fc.constantFrom('a', 'b', '-', '/');
const paths = fc
  .array(letters, { minLength: 1, maxLength: 6 })
  .map((found) => found.join('').replace(/^\/|\/(?=\/|$)/g, 'a'));
const globs = fc
  .array(fc.oneof(letters, fc.constantFrom('*', '**', '?', '{a,b/a}', '[a-]')), { minLength: 1, maxLength: 5 })
  .map((found) => found.join('').replace(/\/+/g, '/'));

describe('a directory of names', () => {
  const directory = createDirectory(() => ['central-1', 'central-10', 'central-2', 'west-1']);

  it('finds a name, and what a glob matches', () => {
    expect(directory.find('central-1')).toEqual(['central-1']);
    expect(directory.find('central')).toEqual([]);
    expect(directory.find('central-1*')).toEqual(['central-1', 'central-10']);
    expect(directory.find('*-1')).toEqual(['central-1', 'west-1']);
    expect(directory.find('central-?')).toEqual(['central-1', 'central-2']);
    expect(directory.find('*')).toEqual(['central-1', 'central-10', 'central-2', 'west-1']);
    expect(directory.find('zebra-*')).toEqual([]);
  });

  it('matches as minimatch does, however it narrows the search', () => {
    fc.assert(
      fc.property(fc.uniqueArray(paths, { maxLength: 30 }), globs, (names, glob) => {
        const sorted = [...names].sort(compareText);
        const options = { platform: 'linux', nonegate: true, nocomment: true, noext: true } as const;
        expect(createDirectory(() => sorted).find(glob)).toEqual(
          sorted.filter((name) => name === glob || minimatch(name, glob, options)),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
