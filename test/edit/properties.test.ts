import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countComments } from '../../src/edit/comments.ts';
import { editFile, type FieldEdit } from '../../src/edit/edit-file.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import type { Path } from '../../src/model/place.ts';
import { isRecord } from '../../src/model/record.ts';
import { edits, files, type Turns } from './arbitrary.ts';
import { reference, refused } from './reference.ts';

function read(text: string): unknown[] {
  const { documents, problems } = parseYaml(new TextEncoder().encode(text));
  expect(problems).toEqual([]);
  return documents.map(({ value }) => value);
}

/** Goes through the data by turns, one key or item each; the turn after the last one leads to something new. */
function follow(data: unknown, turns: readonly number[]): Path {
  const path: (string | number)[] = [];
  let value = data;
  for (const turn of turns) {
    if (Array.isArray(value)) {
      const index = turn % (value.length + 1);
      path.push(index);
      value = value[index];
    } else if (isRecord(value)) {
      const key = [...Object.keys(value), 'new'][turn % (Object.keys(value).length + 1)] ?? 'new';
      path.push(key);
      value = value[key];
    } else if (value === undefined || value === null) {
      path.push('below');
    }
  }
  return path;
}

function edit(data: unknown, { op, turns, value }: Turns): FieldEdit {
  const path = follow(data, turns);
  return op === 'unset' ? { op, path } : { op, path, value };
}

/** Comments that have a line of their own, with how often they are there. */
function ownLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => (/^ *# (above|below|head|next|in a list)/.test(line) ? [line.trim()] : []))
    .sort();
}

describe('editFile, for any file and any edits', () => {
  it('makes the edit in the data, keeps comments and all other documents', () => {
    fc.assert(
      fc.property(files, fc.array(edits, { minLength: 1, maxLength: 4 }), fc.nat(2), (text, all, pick) => {
        let before = text;
        for (const turns of all) {
          const values = read(before);
          const index = pick % values.length;
          const change = edit(values[index], turns);
          const wanted = reference(values[index], change);
          if (wanted === refused || isDeepStrictEqual(wanted, {})) {
            expect(() => editFile(before, new Map([[index, [change]]]))).toThrow();
            continue;
          }
          const after = editFile(before, new Map([[index, [change]]]));
          expect(read(after)).toEqual(values.with(index, wanted));
          expect(ownLines(after)).toEqual(ownLines(before));
          expect(countComments(after).size).toBeLessThanOrEqual(countComments(before).size);
          if (change.op === 'set' || change.op === 'add')
            expect(editFile(after, new Map([[index, [change]]]))).toBe(after);
          before = after;
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 150) },
    );
  });
});
