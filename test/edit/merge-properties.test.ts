import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countComments } from '../../src/edit/comments.ts';
import { editData } from '../../src/edit/edit-data.ts';
import { editFile } from '../../src/edit/edit-file.ts';
import type { FieldEdit } from '../../src/edit/field-edit.ts';
import { mergeObjects } from '../../src/edit/merge-objects.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';

const objects = ['a', 'b', 'c'];
const fields = ['one', 'two', 'three', 'four', 'five', 'six'];
const runs = { numRuns: Number(process.env['RUNS'] ?? 100) };

/** A file of three objects; the value of a field is text, a map or a list; each line has a comment of its own. */
const base = objects
  .map((name) => {
    const lines = fields.map((field, at) => {
      const value = ['text', '{x: 1, y: [2]}', '[p, q]', '"quoted"', 'true', '17'][at];
      return `  ${field}: ${value} # ${field} of ${name}\n`;
    });
    return `kind: Thing # ${name}\nmetadata: {name: ${name}}\nspec:\n${lines.join('')}`;
  })
  .join('---\n');

const values = fc.oneof(
  fc.constantFrom('other', 'a: b', '', '2301', 'on'),
  fc.integer(),
  fc.constant(true),
  fc.constant({ z: 'new' }),
  fc.constant(['r']),
);

const fieldNames = [...fields, 'seven', 'eight'];

interface Change {
  /** Which object. */
  readonly object: number;
  readonly field: string;
  readonly value: unknown;
  readonly isRemoved: boolean;
}

const changes: fc.Arbitrary<Change> = fc.record({
  object: fc.integer({ min: 0, max: 2 }),
  field: fc.constantFrom(...fieldNames),
  value: values,
  isRemoved: fc.constantFrom(true, false, false),
});

const key = ({ object, field }: Change) => `${object} ${field}`;

function editOf({ field, value, isRemoved }: Change): FieldEdit {
  const path = ['spec', field];
  return isRemoved ? { op: 'unset', path } : { op: 'set', path, value };
}

function editsOf(list: readonly Change[]): Map<number, readonly FieldEdit[]> {
  return new Map(objects.map((_, at) => [at, list.filter(({ object }) => object === at).map(editOf)]));
}

/** Writes comments into lines of their own, after lines of a text. */
function withComments(text: string, places: readonly number[]): string {
  const lines = text.split('\n');
  for (const place of places) lines.splice(place % lines.length, 0, `  # note ${place}`);
  return lines.join('\n');
}

function dataOf(text: string): unknown[] {
  const { documents, problems } = parseYaml(new TextEncoder().encode(text));
  expect(problems).toEqual([]);
  return documents.map(({ value }) => value);
}

function merged(ours: string, theirs: string): string {
  const result = mergeObjects(base, ours, theirs);
  if (!('text' in result) || result.text === undefined) throw new Error(`not merged: ${JSON.stringify(result)}`);
  return result.text;
}

describe('two changes of a file', () => {
  it('are both there afterwards where they are of different fields, with the comments of their side', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(changes, { selector: key, maxLength: 10 }),
        fc.integer({ min: 0, max: 10 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 4 }),
        (all, divide, places) => {
          const [mine, other] = [all.slice(0, divide), all.slice(divide)];
          const theirs = withComments(editFile(base, editsOf(other)), places);
          const text = merged(editFile(base, editsOf(mine)), theirs);
          const wanted = dataOf(base).map((data, at) => (editsOf(all).get(at) ?? []).reduce(editData, data));
          expect(dataOf(text)).toEqual(wanted);
          const comments = countComments(text);
          for (const place of places) expect(comments.get(`# note ${place}`)).toBe(1);
        },
      ),
      runs,
    );
  });

  it('clash where they give one field two values, whatever else they change', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(changes, { selector: key, minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 8 }),
        (all, divide) => {
          const [clash, ...rest] = all;
          if (!clash) return;
          const [mine, other] = [rest.slice(0, divide), rest.slice(divide)];
          const ours = editFile(base, editsOf([{ ...clash, isRemoved: false, value: 'mine' }, ...mine]));
          const theirs = editFile(base, editsOf([{ ...clash, isRemoved: false, value: 'theirs' }, ...other]));
          expect(mergeObjects(base, ours, theirs)).toEqual({
            conflicts: [
              {
                object: { kind: 'Thing', name: objects[clash.object] },
                path: ['spec', clash.field],
                here: 'mine',
                there: 'theirs',
                isList: false,
              },
            ],
          });
        },
      ),
      runs,
    );
  });
});
