import type { FrameLine } from '../model/diagnostic.ts';
import { endOfLine } from './text.ts';

const width = 120;

/** A line with the ones before and after it. Long lines are cut to a part that shows the column, tabs become spaces. */
export function frameAround(text: string, line: number, column: number): FrameLine[] {
  const from = column > width - 20 ? column - width / 2 : 1;
  const frame: FrameLine[] = [];
  let start = 0;
  for (let number = 1; number <= line + 1 && start <= text.length; number++) {
    const end = text.indexOf('\n', start);
    const isLast = end < 0;
    const isEmptyEnd = isLast && start === text.length && number > line;
    const isShown = number >= line - 1 && !isEmptyEnd;
    if (isShown) frame.push(frameLine(text.slice(start, endOfLine(text, start)), number, from));
    if (isLast) break;
    start = end + 1;
  }
  return frame;
}

function frameLine(whole: string, line: number, from: number): FrameLine {
  const text = whole.slice(from - 1, from + width).replaceAll('\t', ' ');
  const begun = from > 1 && text !== '' ? `…${text.slice(1)}` : text;
  const cut = begun.length > width ? `${begun.slice(0, width - 1)}…` : begun;
  return from > 1 ? { line, text: cut, from } : { line, text: cut };
}
