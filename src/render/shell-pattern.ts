import { at } from '../model/at.ts';
/**
 * A pattern of the shell as an expression that matches a whole text: `*`, `?`, `[a-z]`, `[^a-z]` and `\` before a
 * character. A star matches a slash as well. Undefined if the pattern is malformed.
 */
export function shellPattern(pattern: string): RegExp | undefined {
  const chars = Array.from(pattern);
  let source = '';
  for (let place = 0; place < chars.length; place++) {
    const char = at(chars, place);
    if (char === '*') source += '[^]*';
    else if (char === '?') source += '[^]';
    else if (char === '[') {
      const end = readClass(chars, place + 1);
      if (!end) return undefined;
      source += end.source;
      place = end.last;
    } else if (char === '\\') {
      place += 1;
      if (place === chars.length) return undefined;
      source += literal(at(chars, place));
    } else source += literal(char);
  }
  return new RegExp(`^(?:${source})$`, 'u');
}

function readClass(chars: readonly string[], start: number): { source: string; last: number } | undefined {
  let at = start;
  const isNegated = chars[at] === '^';
  if (isNegated) at += 1;
  const ranges: string[] = [];
  while (chars[at] !== ']' || ranges.length === 0) {
    const low = readClassChar(chars, at);
    if (!low) return undefined;
    at = low.next;
    if (chars[at] !== '-') {
      ranges.push(literal(low.char));
      continue;
    }
    const high = readClassChar(chars, at + 1);
    if (!high) return undefined;
    at = high.next;
    if (low.char <= high.char) ranges.push(`${literal(low.char)}-${literal(high.char)}`);
    else ranges.push('');
  }
  const inside = ranges.join('');
  if (inside === '') return { source: isNegated ? '[^]' : '[]', last: at };
  return { source: `[${isNegated ? '^' : ''}${inside}]`, last: at };
}

function readClassChar(chars: readonly string[], at: number): { char: string; next: number } | undefined {
  const char = chars[at];
  if (char === undefined || char === '-' || char === ']') return undefined;
  if (char !== '\\') return { char, next: at + 1 };
  const escaped = chars[at + 1];
  return escaped === undefined ? undefined : { char: escaped, next: at + 2 };
}

function literal(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}
