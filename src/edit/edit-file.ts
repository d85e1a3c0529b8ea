import { textOf } from '../model/text-of.ts';
import { EditedDocument } from './edit-passage.ts';
import { EditProblem, type FieldEdit } from './field-edit.ts';
import type { KeyOrder } from './key-order.ts';
import { isAbsent, type Passage } from './passage.ts';
import { passagesOf, passageText } from './passages.ts';

export type { FieldEdit } from './field-edit.ts';

/**
 * The text of a file with documents edited: comments, order, quoting, blank lines, line ends kept; every other document
 * byte for byte as it was. Documents are counted as `ParsedDocument.index` counts them. New fields go to their place in
 * the order of the kind, if one is given. Throws EditProblem if an edit does not fit what is there, or would
 * change another place by an alias; a wrong text is never returned.
 */
export function editFile(
  text: string,
  edits: ReadonlyMap<number, readonly FieldEdit[]>,
  orderOf: (kind: string) => KeyOrder | undefined = () => undefined,
): string {
  const { mark, passages } = passagesOf(text);
  for (const index of edits.keys()) {
    if (!passages[index]) throw new EditProblem([], `there is no document ${index + 1} in this file`);
  }
  let result = mark;
  for (const [index, passage] of passages.entries()) {
    const changes = edits.get(index) ?? [];
    const before = result;
    result +=
      changes.length === 0
        ? passageText(passage)
        : editedText(passage, changes, orderOf, () => before.split('\n').length);
  }
  return result;
}

/** The text of a file without these documents and the comments in them; undefined if no document with content is left. */
export function removeDocuments(text: string, documents: ReadonlySet<number>): string | undefined {
  const { mark, passages } = passagesOf(text);
  const kept = passages.filter((_passage, index) => !documents.has(index));
  if (kept.every(({ document }) => isEmptyDocument(document))) return undefined;
  const rest = kept.map(passageText).join('');
  const [first] = passages;
  if (!first || !documents.has(0)) return mark + rest;
  const head = headOf(first);
  return mark + (head === undefined ? rest.replace(/^---[ \t]*\r?\n/, '') : head + rest);
}

/** What stands before the `---` that opens a document: comments of the file. Undefined if no `---` opens it. */
function headOf({ text, from, document }: Passage): string | undefined {
  const start = document.range?.[0] ?? from;
  return text.startsWith('---', start) ? text.slice(from, start) : undefined;
}

function editedText(
  passage: Passage,
  edits: readonly FieldEdit[],
  orderOf: (kind: string) => KeyOrder | undefined,
  firstLine: () => number,
): string {
  const document = new EditedDocument(passage, firstLine);
  const order = orderOf(textOf(document.kind));
  for (const edit of edits) document.edit(edit, order);
  return document.text;
}

function isEmptyDocument({ contents }: Passage['document']): boolean {
  return contents === null || isAbsent(contents);
}
