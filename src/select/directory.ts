import { Minimatch } from 'minimatch';
import { at } from '../model/at.ts';
import { isGlob } from './expression.ts';
import { lazy, memoise } from './memoise.ts';

/** Names that a pattern is looked up in. */
export interface Directory {
  /** Sorted by code unit. */
  names(): readonly string[];
  /** The names that a glob matches, sorted. A plain text matches itself, if it is one of the names. */
  find(pattern: string): readonly string[];
}

/** @param list The names, sorted by code unit; asked for once, when they are needed. */
export function createDirectory(list: () => readonly string[]): Directory {
  const names = lazy(list);
  const findGlob = memoise((glob) => matching(glob, names()));
  return {
    names,
    find(pattern) {
      if (isGlob(pattern)) return findGlob(pattern);
      return names()[lowerBound(names(), pattern)] === pattern ? [pattern] : [];
    },
  };
}

function matching(glob: string, sorted: readonly string[]): string[] {
  const prefix = glob.slice(0, glob.search(/[*?{[]/));
  const matches = matcher(glob);
  const found: string[] = [];
  for (let place = lowerBound(sorted, prefix); place < sorted.length; place++) {
    const name = at(sorted, place);
    if (!name.startsWith(prefix)) break;
    if (matches(name)) found.push(name);
  }
  return found;
}

/** A test for names that are known to begin with the plain text that the glob begins with. */
function matcher(glob: string): (name: string) => boolean {
  const isPrefix = /^[^*?{[]+\*$/.test(glob);
  if (isPrefix) return (name) => !name.includes('/', glob.length - 1);
  const pattern = new Minimatch(glob, { platform: 'linux', nonegate: true, nocomment: true, noext: true });
  return (name) => pattern.match(name);
}

function lowerBound(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(sorted, middle) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
