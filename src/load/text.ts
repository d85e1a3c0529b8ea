import { at } from '../model/at.ts';
import type { ParseProblem } from '../model/documents.ts';
import type { Position } from '../model/place.ts';

/** The text of a file in UTF-8, a byte order mark taken off; or why it is not one. */
export function decodeText(bytes: Uint8Array): string | ParseProblem {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return notUtf8(bytes);
  }
}

/** Bytes as the very text that they are, a byte order mark included; undefined if they are not UTF-8. */
export function exactText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Where the characters from `start` to `end` (exclusive) are; what goes on in the next line is not counted. */
export function positionAt(text: string, start: number, end: number): Position & { endColumn: number } {
  return positionIn(new TextLines(text), start, end);
}

/** As positionAt, for many places of one text. */
export function positionIn(lines: TextLines, start: number, end: number): Position & { endColumn: number } {
  const line = lines.numberAt(start);
  const lineStart = lines.startOf(line);
  const column = start - lineStart + 1;
  const lineEnd = lines.endOf(line);
  return { line, column, endColumn: Math.max(column + 1, Math.min(end, lineEnd) - lineStart + 1) };
}

/** A text of which it is known where its lines begin, once it was asked for. */
export class TextLines {
  readonly text: string;
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** How many lines there are; nothing behind the last line break is one more. */
  get count(): number {
    return this.#all().length;
  }

  /** Where a line begins; lines count from 1. */
  startOf(line: number): number {
    return at(this.#all(), line - 1);
  }

  /** Where a line ends, its line break not counted. */
  endOf(line: number): number {
    const next = this.#all()[line];
    if (next === undefined) return this.text.length;
    return this.text[next - 2] === '\r' && next - 2 >= this.startOf(line) ? next - 2 : next - 1;
  }

  /** The number of the line that a character is in. */
  numberAt(offset: number): number {
    const starts = this.#all();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (at(starts, middle) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  #all(): readonly number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    for (let end = this.text.indexOf('\n'); end >= 0; end = this.text.indexOf('\n', end + 1)) starts.push(end + 1);
    this.#starts = starts;
    return starts;
  }
}

/** Where the line that holds a character ends, its line break not counted. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > at ? end - 1 : end;
}

const hint = 'Save the file in UTF-8.';

function notUtf8(bytes: Uint8Array): ParseProblem {
  if (isUtf16(bytes)) return { line: 1, column: 1, message: 'the file is in UTF-16', hint };
  const index = firstInvalidByte(bytes);
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, index));
  const byte = at(bytes, index).toString(16).toUpperCase().padStart(2, '0');
  return {
    ...positionAt(before, before.length, before.length),
    message: `the file is not in UTF-8: byte ${index + 1} (0x${byte}) does not belong there`,
    hint,
  };
}

/** By its byte order mark, in either order. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Where the character begins that is cut off or goes on in a wrong way. */
function firstInvalidByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(bytes.subarray(0, middle), true)) good = middle;
    else bad = middle;
  }
  while (!isUtf8(bytes.subarray(0, good), false)) good--;
  return good;
}

/** With `cut`, the last character may be incomplete, since the bytes were cut anywhere. */
function isUtf8(bytes: Uint8Array, cut: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return true;
  } catch {
    return false;
  }
}
