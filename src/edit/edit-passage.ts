import { parseDocuments } from '../load/yaml-documents.ts';
import { plainData } from '../load/yaml-values.ts';
import { jsonPointer } from '../model/json-pointer.ts';
import { sameData } from '../model/same-data.ts';
import { candidates } from './candidates.ts';
import { editData } from './edit-data.ts';
import { EditProblem, type FieldEdit, pathText } from './field-edit.ts';
import type { KeyOrder } from './key-order.ts';
import { insertedLines, lineStart, ownLineComments, type Passage, passageOf, spliced } from './passage.ts';
import { refuseShared } from './shared-nodes.ts';
import { afterStep, type Step, stepsBetween } from './steps.ts';

/** What a document holds, with the text of numbers that would be printed differently, by JSON pointer. */
interface Content {
  readonly value: unknown;
  readonly numbers?: Readonly<Record<string, string>>;
}

interface Edited {
  readonly passage: Passage;
  readonly content: Content;
}

/** A document that edits are made in one after another. */
export class EditedDocument {
  #passage: Passage;
  #content: Content;
  /** The line of the file in which the document begins. */
  readonly #firstLine: () => number;

  constructor(passage: Passage, firstLine: () => number) {
    const data = plainData(passage.document);
    if (passage.document.errors.length > 0 || 'problem' in data) {
      throw new EditProblem(
        [],
        `the document that begins in line ${firstLine()} cannot be read`,
        'See: resedge validate',
      );
    }
    this.#passage = passage;
    this.#content = data.values;
    this.#firstLine = firstLine;
  }

  /** The kind that it says; undefined if it says none. */
  get kind(): unknown {
    const { value } = this.#content;
    return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  }

  get text(): string {
    return this.#passage.text.slice(this.#passage.from, this.#passage.to);
  }

  /** Makes an edit. New keys go to their place in the order. */
  edit(edit: FieldEdit, order: KeyOrder | undefined): void {
    const { value } = this.#content;
    for (const step of stepsBetween(value, editData(value, edit))) this.#take(step, order);
  }

  #take(step: Step, order: KeyOrder | undefined): void {
    if (step.path.length === 0) throw new EditProblem(step.path, 'the document is empty, or would be');
    refuseShared(this.#passage, step, this.#firstLine);
    const expected = afterStep(this.#content.value, step);
    for (const text of candidates(this.#passage, step, order)) {
      const edited = this.#checked(text, expected, step);
      if (!edited) continue;
      this.#passage = edited.passage;
      this.#content = edited.content;
      return;
    }
    throw new EditProblem(
      step.path,
      `${pathText(step.path)} is written in a way that cannot be edited without loss, in the document that begins in line ${this.#firstLine()}`,
      'Edit it by hand.',
    );
  }

  /** A new text of the document, if it holds exactly what is expected; with all comments that had a line of their own. */
  #checked(text: string, expected: unknown, step: Step, isRepaired = false): Edited | undefined {
    const [parsed, ...others] = parseDocuments(text);
    if (!parsed || others.length > 0 || parsed.document.errors.length > 0) return undefined;
    const data = plainData(parsed.document);
    if ('problem' in data || !sameData(data.values.value, expected)) return undefined;
    if (!keepsNumbers(this.#content, data.values, step)) return undefined;
    const passage = passageOf(text, 0, text.length, parsed.document);
    const lost = lostComments(this.#passage, passage);
    if (lost.length === 0) return { passage, content: data.values };
    return isRepaired ? undefined : this.#checked(withComments(this.text, passage, lost), expected, step, true);
  }
}

/** The comments that had a line of their own and are not there any more. */
function lostComments(before: Passage, after: Passage): string[] {
  const comments = ownLineComments(before).map(({ text }) => text);
  if (comments.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { text } of ownLineComments(after)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return comments.filter((text) => {
    const count = counts.get(text) ?? 0;
    counts.set(text, count - 1);
    return count <= 0;
  });
}

/** The text with comments put back: above the first line that is not as it was. */
function withComments(before: string, passage: Passage, comments: readonly string[]): string {
  const { text } = passage;
  let at = 0;
  while (at < text.length && text[at] === before[at]) at++;
  const start = lineStart(passage, at);
  const indent = /^[ ]*/.exec(text.slice(start, at))?.[0] ?? '';
  return spliced(passage, [
    insertedLines(
      passage,
      start,
      comments.map((comment) => indent + comment),
    ),
  ]);
}

/** Whether numbers that the step does not touch are still written as they were. */
function keepsNumbers(before: Content, after: Content, { path }: Step): boolean {
  if (!before.numbers) return true;
  const isInList = typeof path.at(-1) === 'number';
  const touched = jsonPointer(isInList ? path.slice(0, -1) : path);
  return Object.entries(before.numbers).every(([pointer, source]) => {
    const isTouched = pointer === touched || pointer.startsWith(`${touched}/`);
    return isTouched || after.numbers?.[pointer] === source;
  });
}
