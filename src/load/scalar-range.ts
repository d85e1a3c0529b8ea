import type { Scalar } from 'yaml';
import type { Span } from '../model/place.ts';
import { endOfLine } from './text.ts';

/**
 * Where a part of a scalar's value stands in the file. Exact for text on one line; a text of several lines is taken as
 * lines joined by one character each, which holds for all but unusual foldings.
 */
export function rangeInScalar(text: string, scalar: Scalar, span: Span): [start: number, end: number] {
  const [first, last] = scalar.range ?? [0, 0];
  const isBlock = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED';
  const isQuoted = scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE';
  const start = isBlock ? endOfLine(text, first) : isQuoted ? first + 1 : first;
  const offsets =
    isQuoted && !text.slice(first, last).includes('\n')
      ? quotedOffsets(text, start, last)
      : lineOffsets(text, start, last, isBlock);
  const at = (index: number) => offsets[index] ?? last;
  return [at(span.start), at(Math.max(span.end - 1, span.start)) + 1];
}

/** For each character of a quoted text on one line: where it stands. */
function quotedOffsets(text: string, start: number, end: number): number[] {
  const offsets: number[] = [];
  const unit = text[start - 1] === '"' ? /\\(x..|u....|U........|.)/y : /''/y;
  for (let at = start; at < end; ) {
    unit.lastIndex = at;
    const length = unit.exec(text)?.[0].length ?? 1;
    for (let units = length === 10 ? 2 : 1; units > 0; units--) offsets.push(at);
    at += length;
  }
  return offsets;
}

/** For each character of a text of several lines: where it stands. Indentation and blanks at line ends do not count. */
function lineOffsets(text: string, start: number, end: number, isBlock: boolean): number[] {
  const offsets: number[] = [];
  let lineStart = isBlock ? text.indexOf('\n', start) + 1 : start;
  while (lineStart < end) {
    const lineEnd = Math.min(endOfLine(text, lineStart), end);
    const line = text.slice(lineStart, lineEnd);
    const indent = line.length - line.trimStart().length;
    for (let at = lineStart + indent; at < lineStart + line.trimEnd().length; at++) offsets.push(at);
    offsets.push(lineEnd);
    const next = text.indexOf('\n', lineEnd);
    if (next < 0) break;
    lineStart = next + 1;
  }
  return offsets;
}
