import { at } from '../model/at.ts';
import type { Position, Span } from '../model/place.ts';

/** Turns places in a text into lines and columns, many of them in little time: the lines are counted once. */
export function positionsIn(text: string): (span: Span) => Position & { readonly endColumn: number } {
  const starts = lineStarts(text);
  return ({ start, end }) => {
    const line = lineOf(starts, start);
    const lineStart = at(starts, line);
    const lineEnd = (starts[line + 1] ?? text.length + 1) - 1;
    const column = start - lineStart + 1;
    return { line: line + 1, column, endColumn: Math.max(column + 1, Math.min(end, lineEnd) - lineStart + 1) };
  };
}

/** Where the lines of a text begin. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** The last line that does not begin behind a place. */
function lineOf(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(starts, middle) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
