import type { ParsedDocument } from '../model/documents.ts';
import { valueAt } from '../model/record.ts';
import { sameData } from '../model/same-data.ts';
import { editData } from './edit-data.ts';
import { EditProblem, type FieldEdit } from './field-edit.ts';
import { type FieldClash, mergeFields } from './merge-fields.ts';
import { mergeLines } from './merge-lines.ts';
import { isSameText, type ObjectText, takeObjects } from './object-texts.ts';

/** A field of an object that two sides changed in different ways. */
export interface FieldConflict extends FieldClash {
  /** Undefined if the document is no object with a kind and a name. */
  readonly object: ObjectText['object'];
}

/** What has to be done to their file. */
export type ObjectChange =
  | { readonly how: 'keep' | 'remove' }
  | { readonly how: 'append' | 'replace'; readonly text: string }
  | { readonly how: 'edit'; readonly edits: readonly FieldEdit[] };

/** What becomes of one object that stands in a file. */
export interface ObjectOutcome {
  readonly id: string;
  /** Its number in their file. */
  readonly index: number | undefined;
  /** Its data afterwards; undefined: it is gone. What is a conflict counts as in their file. */
  readonly value: unknown;
  /** Undefined if it is not certain what to do. */
  readonly change: ObjectChange | undefined;
  /** None, with no change either: both sides changed comments or the layout in one place. */
  readonly conflicts: readonly FieldConflict[];
}

/** Three versions of an object; undefined if it is not in the file. */
export interface Versions {
  readonly before: ObjectText | undefined;
  readonly here: ObjectText | undefined;
  readonly there: ObjectText | undefined;
}

/** Merges what two sides did to one object. */
export function mergeObject(id: string, { before, here, there }: Versions): ObjectOutcome {
  const index = there?.document.index;
  const outcome = (value: unknown, change: ObjectChange) => ({ id, index, value, change, conflicts: [] });
  const theirs = there?.document.value;
  if (isUnchanged(before, here) || isUnchanged(here, there)) return outcome(theirs, { how: 'keep' });
  if (isUnchanged(before, there)) {
    if (!here) return outcome(undefined, { how: 'remove' });
    return outcome(here.document.value, { how: there ? 'replace' : 'append', text: here.text });
  }
  if (here && there) return mergeVersions(id, before, here, there);
  const object = (here ?? there)?.object;
  const whole = { object, path: [], here: here?.document.value, there: theirs, isList: false };
  return { id, index, value: theirs, change: undefined, conflicts: [whole] };
}

function isUnchanged(a: ObjectText | undefined, b: ObjectText | undefined): boolean {
  return a && b ? isSameText(a.text, b.text) : a === b;
}

function mergeVersions(id: string, before: ObjectText | undefined, here: ObjectText, there: ObjectText): ObjectOutcome {
  const { index } = there.document;
  const [was, ours, theirs] = [before?.document.value, here.document.value, there.document.value];
  const { edits, clashes } = mergeFields(was, ours, theirs);
  const value = edited(theirs, edits);
  const conflicts = clashes.map((clash) => ({ ...clash, object: there.object }));
  const unclear = { id, index, value: value ?? theirs, change: undefined, conflicts };
  if (value === undefined || clashes.some(({ isList }) => !isList)) return unclear;
  const lines = before && mergeLines(before.text, here.text, there.text);
  const merged = lines === undefined ? undefined : takeObjects(lines)?.objects.get(id)?.document.value;
  if (lines !== undefined && isAsMerged(merged, { value, conflicts }))
    return { id, index, value: merged, change: { how: 'replace', text: lines }, conflicts: [] };
  if (sameData(ours, was) || clashes.length > 0 || changesDigits(before?.document, here.document)) return unclear;
  return { id, index, value, change: { how: 'edit', edits }, conflicts: [] };
}

/** Whether data is what a merge asks for. If only lines can tell, whatever is there will do. */
function isAsMerged(data: unknown, { value, conflicts }: Pick<ObjectOutcome, 'value' | 'conflicts'>): boolean {
  const wanted = edited(
    value,
    conflicts
      .filter(({ isList }) => isList)
      .map(({ path }) => ({ op: 'set', path, value: valueAt(data, path) ?? null })),
  );
  return sameData(data, wanted);
}

/** Numbers whose digits say more than their value, such as 1.10, cannot be edited in. */
function changesDigits(before: ParsedDocument | undefined, after: ParsedDocument): boolean {
  return !sameData(before?.numbers ?? {}, after.numbers ?? {});
}

/** Undefined if an edit does not fit. */
function edited(data: unknown, edits: readonly FieldEdit[]): unknown {
  try {
    return edits.reduce(editData, data);
  } catch (error) {
    if (error instanceof EditProblem) return undefined;
    throw error;
  }
}
