import type { CellRange } from './table.ts';

/** A mistake with quotes that makes the rest of a table unreadable. */
export type CsvSlip = 'quote in text' | 'text after quotes' | 'quotes left open';

/** A cell and where it is, its quotes included and blanks around it left out. */
export interface CsvCell extends CellRange {
  /** What is in it, `""` in quotes read as a quote. */
  readonly value: string;
  /** Absent if it can be read. */
  readonly slip?: CsvSlip;
}

/** A line of a table, or several if a cell in quotes goes on in the next line. */
export interface CsvRecord {
  /** From 1, empty lines counted. */
  readonly row: number;
  /** Up to the first with a slip: what follows it may be the inside of a cell. */
  readonly cells: readonly CsvCell[];
}

/** What stands between the cells of a table: of comma, semicolon and tab the one that is most often in its first line. */
export function delimiterOf(text: string): string {
  const [line = ''] = /^.*\S.*$/m.exec(text) ?? [];
  const unquoted = line.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((delimiter) => unquoted.split(delimiter).length);
  return [',', ';', '\t'][counts.indexOf(Math.max(...counts))] ?? ',';
}

/** The records of a table, as RFC 4180 has them, with blanks around cells; up to the first with a slip. */
export function* scanCsv(text: string, delimiter: string): IterableIterator<CsvRecord> {
  let at = 0;
  for (let row = 1; at < text.length; row++) {
    const cells: CsvCell[] = [];
    for (;;) {
      const { cell, next } = scanCell(text, at, delimiter, row);
      cells.push(cell);
      at = next;
      if (cell.slip !== undefined || text[at] !== delimiter) break;
      at++;
    }
    yield { row, cells };
    if (cells.at(-1)?.slip !== undefined) return;
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
}

function scanCell(text: string, from: number, delimiter: string, row: number): { cell: CsvCell; next: number } {
  const start = skipBlanks(text, from, delimiter);
  if (text[start] === '"') return scanQuoted(text, start, delimiter, row);
  const next = endOfCell(text, start, delimiter);
  const value = text.slice(start, next).trimEnd();
  const cell = { row, start, end: start + value.length, value };
  return { cell: value.includes('"') ? { ...cell, slip: 'quote in text' } : cell, next };
}

function scanQuoted(text: string, start: number, delimiter: string, row: number): { cell: CsvCell; next: number } {
  const end = endOfQuotes(text, start);
  const value = text.slice(start + 1, (end ?? text.length + 1) - 1).replaceAll('""', '"');
  if (end === undefined) {
    return { cell: { row, start, end: text.length, value, slip: 'quotes left open' }, next: text.length };
  }
  const next = endOfCell(text, end, delimiter);
  const rest = text.slice(end, next).trimEnd();
  const cell = { row, start, end: end + rest.length, value };
  return { cell: rest === '' ? cell : { ...cell, slip: 'text after quotes' }, next };
}

function skipBlanks(text: string, from: number, delimiter: string): number {
  let at = from;
  for (;;) {
    const character = text[at] ?? '';
    if (character === delimiter || character === '\n' || character === '\r' || !/\s/.test(character)) return at;
    at++;
  }
}

/** Where the delimiter or the end of the line is. */
function endOfCell(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** The end of a cell in quotes, in which `""` stands for a quote; undefined if they are never closed. */
function endOfQuotes(text: string, start: number): number | undefined {
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return undefined;
    if (text[at + 1] !== '"') return at + 1;
  }
}
