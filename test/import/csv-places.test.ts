import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/import/csv.ts';

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
        for (const [index, { value }] of wanted.entries()) {
          const { start, end: stop } = ranges[index] ?? { start: 0, end: 0 };
          expect(text.slice(start, stop)).toBe(quoted(String(value)).trim());
        }
        expect(read.map(({ fields }) => fields.map(({ value }) => value))).toEqual(
          rows.map((cells) => cells.filter((one) => one.trim() !== '')).filter((cells) => cells.length > 0),
        );
      }),
      { numRuns: 300 },
    );
  });
});
