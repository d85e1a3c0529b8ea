import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/import/csv.ts';
import { delimiterOf } from '../../src/import/scan-csv.ts';
import { referenceCsv } from './csv-reference.ts';

const cell = fc.string({
  unit: fc.constantFrom('a', 'B', '7', ' ', ',', ';', '\t', '"', '\n', '\r', 'é', '😀'),
  maxLength: 6,
});
const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    header: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
    delimiter: fc.constantFrom(',', ';', '\t'),
    end: fc.constantFrom('\n', '\r\n'),
    blank: fc.constantFrom('', ' '),
  }),
);

describe('the place of a cell', () => {
  it('is where its text stands', () => {
    fc.assert(
      fc.property(table, ({ header, rows, delimiter, end, blank }) => {
        const quoted = (text: string) => `${blank}"${text.replaceAll('"', '""')}"${blank}`;
        const lines = [header.join(delimiter), ...rows.map((cells) => cells.map(quoted).join(delimiter))];
        const text = lines.join(end);
        const { rows: read, locate } = readCsv(text);
        const wanted = read.flatMap(({ fields }, row) =>
          fields.map(({ value, at }) => ({ value, place: { row, at } })),
        );
        const ranges = locate(wanted.map(({ place }) => place));
        expect(ranges.map((range) => text.slice(range.start, range.end))).toEqual(
          wanted.map(({ value }) => quoted(String(value)).trim()),
        );
        expect(read.map(({ fields }) => fields.map(({ value }) => value))).toEqual(
          rows.map((cells) => cells.filter((one) => one.trim() !== '')).filter((cells) => cells.length > 0),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('any text', () => {
  const unit = fc.constantFrom(
    'a',
    'b',
    '"',
    '"',
    '""',
    ',',
    ',',
    ';',
    '\t',
    ' ',
    '\u00a0',
    '\n',
    '\n',
    '\r',
    '\r\n',
    'é',
  );

  it('is read as RFC 4180 has it, or the cell that cannot be read is named', () => {
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 24 }), (text) => {
        const wanted = referenceCsv(text, delimiterOf(text));
        const { header, rows, problems } = readCsv(text);
        if ('record' in wanted) {
          expect(header).toBeUndefined();
          expect(problems).toMatchObject([{ place: { at: [wanted.record, wanted.column] } }]);
          return;
        }
        const [names, ...lines] = wanted;
        expect(header).toEqual(names);
        expect(rows.map(({ fields }) => fields.map(({ value }) => value))).toEqual(
          lines.map((cells) => cells.slice(0, names?.length).filter((cell) => cell.trim() !== '')),
        );
        expect(problems.flatMap(({ place }) => place.row ?? [])).toEqual(
          lines.flatMap(({ length }, row) => (length === names?.length ? [] : [row])),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
