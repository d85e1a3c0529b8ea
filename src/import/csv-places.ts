import type { CellRange } from './table.ts';

/** A line of a table, or several where a cell in quotes goes on in the next line. */
export interface ScannedRecord {
  /** From 1, empty lines counted. */
  readonly row: number;
  /** Where the cells are, quotes included and blanks around them left out. */
  readonly cells: readonly CellRange[];
  readonly isEmpty: boolean;
}

/** What stands between the cells of a table: of comma, semicolon and tab the one that is most often in its first line. */
export function delimiterOf(text: string): string {
  const [line = ''] = /^.*\S.*$/m.exec(text) ?? [];
  const unquoted = line.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((delimiter) => unquoted.split(delimiter).length);
  return [',', ';', '\t'][counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Where the cells of a table are. A quote that is never closed takes the rest of the text. */
export function* scanCsv(text: string, delimiter: string): IterableIterator<ScannedRecord> {
  let at = 0;
  for (let row = 1; at < text.length; row++) {
    const cells: CellRange[] = [];
    for (;;) {
      const cell = scanCell(text, at, delimiter, row);
      cells.push(cell.range);
      at = cell.next;
      if (text[at] !== delimiter) break;
      at++;
    }
    const isEmpty = cells.every(({ start, end }) => /^("\s*"|)$/.test(text.slice(start, end)));
    yield { row, cells, isEmpty };
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  }
}

function scanCell(text: string, from: number, delimiter: string, row: number): { range: CellRange; next: number } {
  const start = skipBlanks(text, from, delimiter);
  let end = start;
  if (text[start] === '"') end = endOfQuotes(text, start);
  let next = end;
  while (next < text.length && text[next] !== delimiter && text[next] !== '\n' && text[next] !== '\r') next++;
  const rest = text.slice(end, next).trimEnd();
  return { range: { row, start, end: end + rest.length }, next };
}

function skipBlanks(text: string, from: number, delimiter: string): number {
  let at = from;
  while (text[at] === ' ' || (text[at] === '\t' && delimiter !== '\t')) at++;
  return at;
}

/** The end of a cell in quotes, in which `""` stands for a quote. */
function endOfQuotes(text: string, start: number): number {
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    if (text[at + 1] !== '"') return at + 1;
  }
}
