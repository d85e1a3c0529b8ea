import type { FrameLine } from '../model/diagnostic.ts';
import type { TextLines } from './text.ts';

const width = 120;

/** A line with the ones before and after it. Long lines are cut to a part that shows the column, tabs become spaces. */
export function frameAround(lines: TextLines, line: number, column: number): FrameLine[] {
  const { text } = lines;
  const from = column > width - 20 ? column - width / 2 : 1;
  const frame: FrameLine[] = [];
  for (let number = Math.max(line - 1, 1); number <= Math.min(line + 1, lines.count); number++) {
    const start = lines.startOf(number);
    const isEmptyEnd = number > line && start === text.length;
    if (!isEmptyEnd) frame.push(frameLine(text.slice(start, lines.endOf(number)), number, from));
  }
  return frame;
}

function frameLine(whole: string, line: number, from: number): FrameLine {
  const text = whole.slice(from - 1, from + width).replaceAll('\t', ' ');
  const begun = from > 1 && text !== '' ? `…${text.slice(1)}` : text;
  const cut = begun.length > width ? `${begun.slice(0, width - 1)}…` : begun;
  return from > 1 ? { line, text: cut, from } : { line, text: cut };
}
