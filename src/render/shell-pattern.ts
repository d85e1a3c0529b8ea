import { at } from '../model/at.ts';

/** A pattern of the shell, which is held against the beginnings of a text. */
export interface ShellPattern {
  /**
   * The lengths, in characters and from 1, of the beginnings of a text that match as a whole, shortest first. It takes
   * the text once for each sign of the pattern at most, however many stars there are.
   */
  prefixes(chars: readonly string[]): Iterable<number>;
}

/** Whether a character may stand at a place of a pattern; a star takes any number of any. */
type Sign = 'star' | ((char: string) => boolean);

/**
 * Reads a pattern of the shell: `*`, `?`, `[a-z]`, `[^a-z]` and `\` before a character. A star matches a slash as well.
 * Undefined if the pattern is malformed.
 */
export function shellPattern(pattern: string): ShellPattern | undefined {
  const chars = Array.from(pattern);
  const signs: Sign[] = [];
  for (let place = 0; place < chars.length; place++) {
    const char = at(chars, place);
    if (char === '*') {
      if (signs.at(-1) !== 'star') signs.push('star');
    } else if (char === '?') signs.push(() => true);
    else if (char === '[') {
      const end = readClass(chars, place + 1);
      if (!end) return undefined;
      signs.push(end.accepts);
      place = end.last;
    } else if (char === '\\') {
      place += 1;
      if (place === chars.length) return undefined;
      signs.push(only(at(chars, place)));
    } else signs.push(only(char));
  }
  return { prefixes: (text) => prefixes(signs, text) };
}

function only(wanted: string): Sign {
  return (char) => char === wanted;
}

/** Goes through a text with all places of the pattern at once that may be reached by what was read. */
function* prefixes(signs: readonly Sign[], chars: readonly string[]): Iterable<number> {
  let reached = withStars([0], signs);
  for (const [index, char] of chars.entries()) {
    const next = reached.flatMap((place) => {
      const sign = signs[place];
      if (sign === undefined) return [];
      return sign === 'star' ? [place] : sign(char) ? [place + 1] : [];
    });
    if (next.length === 0) return;
    reached = withStars(next, signs);
    if (reached.at(-1) === signs.length) yield index + 1;
  }
}

/** Places, ascending, each once, with those behind stars, which may take nothing. */
function withStars(places: readonly number[], signs: readonly Sign[]): number[] {
  const all: number[] = [];
  for (const place of places) {
    if ((all.at(-1) ?? -1) < place) all.push(place);
    if (signs[place] === 'star' && at(all, all.length - 1) <= place) all.push(place + 1);
  }
  return all;
}

function readClass(
  chars: readonly string[],
  start: number,
): { accepts: (char: string) => boolean; last: number } | undefined {
  let at = start;
  const isNegated = chars[at] === '^';
  if (isNegated) at += 1;
  const ranges: (readonly [low: string, high: string])[] = [];
  while (chars[at] !== ']' || ranges.length === 0) {
    const low = readClassChar(chars, at);
    if (!low) return undefined;
    const high = chars[low.next] === '-' ? readClassChar(chars, low.next + 1) : low;
    if (!high) return undefined;
    at = high.next;
    ranges.push([low.char, high.char]);
  }
  const isInside = (char: string) =>
    ranges.some(([low, high]) => codeOf(low) <= codeOf(char) && codeOf(char) <= codeOf(high));
  return { accepts: (char) => isInside(char) !== isNegated, last: at };
}

function codeOf(char: string): number {
  return char.codePointAt(0) ?? 0;
}

function readClassChar(chars: readonly string[], at: number): { char: string; next: number } | undefined {
  const char = chars[at];
  if (char === undefined || char === '-' || char === ']') return undefined;
  if (char !== '\\') return { char, next: at + 1 };
  const escaped = chars[at + 1];
  return escaped === undefined ? undefined : { char: escaped, next: at + 2 };
}
