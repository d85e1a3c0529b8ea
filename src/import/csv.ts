import { at } from '../model/at.ts';
import { countOf } from '../model/counts.ts';
import { yamlSyntax } from '../model/rules/re101-yaml-syntax.ts';
import { type CsvRecord, type CsvSlip, delimiterOf, scanCsv } from './scan-csv.ts';
import type { CellPlace, CellRange, RawRow, Table, TableProblem } from './table.ts';

/**
 * Reads a table with a header: comma, semicolon or tab between cells, quotes if a cell holds one of these. Blanks
 * around cells do not count, nor do rows without any content. An empty cell says nothing: it is left out.
 */
export function readCsv(text: string): Table {
  const records = [...scanCsv(text, delimiterOf(text))].filter(({ cells }) =>
    cells.some(({ value, slip }) => slip !== undefined || value.trim() !== ''),
  );
  const slip = records.at(-1)?.cells.at(-1)?.slip;
  if (slip !== undefined) return emptyTable(records, syntaxProblem(records, slip));
  const [header, ...lines] = records;
  if (header === undefined) {
    const message = 'there is nothing in it';
    return emptyTable(records, { place: { at: [0] }, message, hint: 'The first line names the columns.' });
  }
  const problems: TableProblem[] = [];
  const columns = header.cells.map(({ value }, column) => ({ name: value, at: [column] }));
  const rows = lines.map(({ cells }, row): RawRow => {
    if (cells.length !== columns.length) problems.push(wrongLength(row, cells.length, columns.length));
    const fields = columns.flatMap(({ name, at }, column) => {
      const value = cells[column]?.value ?? '';
      return value.trim() === '' ? [] : [{ name, value, at }];
    });
    return { at: [row + 1], fields };
  });
  return {
    rows,
    header: columns.map(({ name }) => name),
    problems,
    passedOver: new Map(),
    isSecret: false,
    locate: (places) => places.map((place) => locate(records, place)),
  };
}

const slips: Readonly<Record<CsvSlip, readonly [message: string, hint: string]>> = {
  'quotes left open': ['this quote is never closed', 'Write " after the text.'],
  'quote in text': [
    'there is a quote in the middle of this cell',
    'Put the whole cell in quotes, and write "" for each quote in it.',
  ],
  'text after quotes': [
    'there is more after the quote that ends this cell',
    'Write "" for a quote inside of a cell in quotes.',
  ],
};

/** The slip is in the last cell, since reading stops at it. */
function syntaxProblem(records: readonly CsvRecord[], slip: CsvSlip): TableProblem {
  const [message, hint] = slips[slip];
  const column = at(records, records.length - 1).cells.length - 1;
  return { rule: yamlSyntax, place: { at: [records.length - 1, column] }, message, hint };
}

function wrongLength(row: number, there: number, wanted: number): TableProblem {
  const message = `this row has ${countOf(there, 'cell')}, and the header has ${countOf(wanted, 'column')}`;
  const hint =
    there > wanted ? 'Put a cell that holds the delimiter in quotes.' : 'An empty cell needs its delimiter too.';
  return { place: { row, at: there > wanted ? [wanted] : [] }, message, hint };
}

function emptyTable(records: readonly CsvRecord[], problem: TableProblem): Table {
  return {
    rows: [],
    header: undefined,
    problems: [problem],
    passedOver: new Map(),
    isSecret: false,
    locate: (places) => places.map((place) => locate(records, place)),
  };
}

/** A place without a row begins with the number of its record, and one without a cell is the record as a whole. */
function locate(records: readonly CsvRecord[], { row, at }: CellPlace): CellRange {
  const record = records[row === undefined ? Number(at[0] ?? 0) : row + 1];
  const column = row === undefined ? at[1] : at[0];
  const {
    row: line,
    start,
    end,
  } = record?.cells[Number(column)] ?? {
    row: record?.row ?? 1,
    start: record?.cells[0]?.start ?? 0,
    end: record?.cells.at(-1)?.end ?? 0,
  };
  return { row: line ?? 1, start, end };
}
