import { CsvError, parse } from 'csv-parse/sync';
import { yamlSyntax } from '../model/rules/re101-yaml-syntax.ts';
import { delimiterOf, scanCsv } from './csv-places.ts';
import type { CellPlace, CellRange, RawRow, Table, TableProblem } from './table.ts';

/**
 * Reads a table with a header: comma, semicolon or tab between cells, quotes where a cell holds one of these. Blanks
 * around cells do not count, nor do rows without any content. An empty cell says nothing: it is left out.
 */
export function readCsv(text: string): Table {
  const delimiter = delimiterOf(text);
  const records = parseRecords(text, delimiter);
  if ('problem' in records) return emptyTable(text, delimiter, records.problem);
  const [header = [], ...lines] = records;
  if (header.length === 0) {
    const message = 'there is nothing in it';
    return emptyTable(text, delimiter, { place: { at: [0] }, message, hint: 'The first line names the columns.' });
  }
  const problems: TableProblem[] = [];
  const places = header.map((_, column) => [column]);
  const rows = lines.map((cells, row): RawRow => {
    if (cells.length !== header.length) problems.push(wrongLength(row, cells.length, header.length));
    const fields = header.flatMap((name, column) => {
      const value = cells[column] ?? '';
      return value.trim() === '' ? [] : [{ name, value, at: places[column] ?? [column] }];
    });
    return { at: [row + 1], fields };
  });
  return {
    rows,
    header,
    problems,
    passedOver: new Map(),
    isSecret: false,
    locate: (wanted) => locate(text, delimiter, wanted),
  };
}

function parseRecords(text: string, delimiter: string): string[][] | { problem: TableProblem } {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { problem: syntaxProblem(error) };
  }
}

const syntaxProblems: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  CSV_QUOTE_NOT_CLOSED: ['this quote is never closed', 'Write " after the text.'],
  INVALID_OPENING_QUOTE: [
    'there is a quote in the middle of this cell',
    'Put the whole cell in quotes, and write "" for each quote in it.',
  ],
};

/** The library counts the records that it read, and the cells of the one that it stopped in. */
function syntaxProblem(error: CsvError): TableProblem {
  const [message, hint] = syntaxProblems[error.code] ?? [
    'there is more after the quote that ends this cell',
    'Write "" for a quote inside of a cell in quotes.',
  ];
  const [record, column] = [Number(error['records']), Number(error['column'])];
  return { rule: yamlSyntax, place: { at: [record, column] }, message, hint };
}

function wrongLength(row: number, there: number, wanted: number): TableProblem {
  const message = `this row has ${number(there, 'cell')}, and the header has ${number(wanted, 'column')}`;
  const hint =
    there > wanted ? 'Put a cell that holds the delimiter in quotes.' : 'An empty cell needs its delimiter too.';
  return { place: { row, at: there > wanted ? [wanted] : [] }, message, hint };
}

function number(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function emptyTable(text: string, delimiter: string, problem: TableProblem): Table {
  return {
    rows: [],
    header: undefined,
    problems: [problem],
    passedOver: new Map(),
    isSecret: false,
    locate: (places) => locate(text, delimiter, places),
  };
}

/** A place without a cell is the row as a whole. */
function locate(text: string, delimiter: string, places: readonly CellPlace[]): CellRange[] {
  const records = places.map(({ row, at }) => (row === undefined ? Number(at[0] ?? 0) : row + 1));
  const wanted = new Set(records);
  const found = new Map<number, { row: number; cells: readonly CellRange[] }>();
  let index = 0;
  for (const { row, cells, isEmpty } of scanCsv(text, delimiter)) {
    if (isEmpty) continue;
    if (wanted.has(index)) found.set(index, { row, cells });
    index++;
    if (found.size === wanted.size) break;
  }
  return places.map(({ row, at }, number) => {
    const record = found.get(records[number] ?? 0);
    const column = row === undefined ? at[1] : at[0];
    const whole = { row: record?.row ?? 1, start: record?.cells[0]?.start ?? 0, end: record?.cells.at(-1)?.end ?? 0 };
    return (column === undefined ? undefined : record?.cells[Number(column)]) ?? whole;
  });
}
