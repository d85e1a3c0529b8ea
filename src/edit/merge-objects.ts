import { sameData } from '../model/same-data.ts';
import { countComments } from './comments.ts';
import { editFile, removeDocuments } from './edit-file.ts';
import { EditProblem, type FieldEdit } from './field-edit.ts';
import { joinDocuments } from './join-documents.ts';
import { mergeLines } from './merge-lines.ts';
import { type FieldConflict, mergeObject, type ObjectOutcome } from './merge-object.ts';
import { type ObjectFile, takeObjects } from './object-texts.ts';

/**
 * The merged text, undefined if no file is left; or what has to be decided. No conflict by name: both sides changed
 * comments or the layout in one place, or a file cannot be read.
 */
export type MergedObjects = { readonly text: string | undefined } | { readonly conflicts: readonly FieldConflict[] };

/**
 * Merges two changes of a file of objects: object by object, within one by lines if that does it, else field by
 * field into their text. New objects go to the end. Undefined is a file that is not there. What is not certain is a
 * conflict: neither data nor comments of either side are lost.
 */
export function mergeObjects(
  base: string | undefined,
  ours: string | undefined,
  theirs: string | undefined,
): MergedObjects {
  const [before, here, there] = [base, ours, theirs].map((text) => takeObjects(text ?? ''));
  if (!before || !here || !there) return mergeTexts(base, ours, theirs);

  const ids = new Set([...there.objects.keys(), ...here.objects.keys(), ...before.objects.keys()]);
  const outcomes = Array.from(ids, (id) =>
    mergeObject(id, { before: before.objects.get(id), here: here.objects.get(id), there: there.objects.get(id) }),
  );
  if (outcomes.some(({ change }) => change === undefined))
    return { conflicts: outcomes.flatMap(({ conflicts }) => conflicts) };
  const merged = compose(there, outcomes);
  if (!merged) return { conflicts: [] };
  const text = merged.text ?? '';
  const mayBeMore = outcomes.some(({ change }) => change?.how === 'remove');
  const isRight = holds(text, outcomes) && keepsComments([base, ours, theirs, text], mayBeMore);
  return isRight ? merged : { conflicts: [] };
}

/** Merges two changes of any text by lines; undefined is a file that is not there. */
export function mergeTexts(
  base: string | undefined,
  ours: string | undefined,
  theirs: string | undefined,
): MergedObjects {
  const isThere = base !== undefined && ours !== undefined && theirs !== undefined;
  const text = isThere ? mergeLines(base, ours, theirs) : undefined;
  return text === undefined ? { conflicts: [] } : { text };
}

/** Their file with what has to be done to it; undefined if that cannot be done. */
function compose(there: ObjectFile, outcomes: readonly ObjectOutcome[]): { text: string | undefined } | undefined {
  const pieces = [...there.pieces];
  const edits = new Map<number, readonly FieldEdit[]>();
  const removed = new Set<number>();
  const added: string[] = [];
  for (const { index = 0, change } of outcomes) {
    if (change?.how === 'replace') pieces[index] = change.text;
    else if (change?.how === 'append') added.push(change.text);
    else if (change?.how === 'edit') edits.set(index, change.edits);
    else if (change?.how === 'remove') removed.add(index);
  }
  try {
    const text = editFile(joinDocuments(pieces), edits);
    const rest = removed.size === 0 ? text : (removeDocuments(text, removed) ?? '');
    const whole = joinDocuments([rest, ...added]);
    return { text: whole === '' ? undefined : whole };
  } catch (error) {
    if (error instanceof EditProblem) return undefined;
    throw error;
  }
}

/** Whether a text is the outcome, the whole of it, and nothing else. */
function holds(text: string, outcomes: readonly ObjectOutcome[]): boolean {
  const objects = takeObjects(text)?.objects;
  if (!objects) return false;
  let count = 0;
  for (const outcome of outcomes) {
    const data = objects.get(outcome.id)?.document.value;
    if (!sameData(data, outcome.value)) return false;
    if (data !== undefined) count++;
  }
  return count === objects.size;
}

/** Whether a text has the comments that either side wrote. There may be more if an object was removed. */
function keepsComments(texts: readonly (string | undefined)[], mayBeMore: boolean): boolean {
  const counts = texts.map((text) => countComments(text ?? ''));
  return [...new Set(counts.flatMap((count) => [...count.keys()]))].every((comment) => {
    const [base = 0, ours = 0, theirs = 0, merged = 0] = counts.map((count) => count.get(comment) ?? 0);
    const isSameChange = ours === theirs && merged === theirs;
    return isSameChange || merged === theirs + ours - base || (mayBeMore && merged > theirs + ours - base);
  });
}
