import { visit } from 'yaml';
import { plainData } from '../load/yaml-values.ts';
import { isRecord } from '../model/record.ts';
import { sameData } from '../model/same-data.ts';
import { textOf } from '../model/text-of.ts';
import { countComments } from './comments.ts';
import type { KeyOrder } from './key-order.ts';
import { modeline } from './new-document.ts';
import { type Passage, type Splice, spliced } from './passage.ts';
import { passagesOf } from './passages.ts';
import { sortKeys } from './sort-keys.ts';

/** The text of a file in the usual form, or why it was left alone. */
export type Formatted = { readonly text: string } | { readonly problem: string };

/**
 * Brings a file of the inventory into the usual form: fields in the order of the schema, the modeline for editors first,
 * no blanks at line ends, a line break at the end. Comments, quotes and all else stay as they are, and the data is the
 * same, or the file is left alone.
 */
export function formatFile(text: string, orderOf: (kind: string) => KeyOrder | undefined): Formatted {
  const before = passagesOf(text);
  const contents = contentsOf(before.passages);
  if (!contents) return { problem: 'it cannot be read' };
  const kind = contents.map(kindIn).find((name) => orderOf(name) !== undefined);
  const trimmed = endedLine(
    before.mark + before.passages.map((passage) => spliced(passage, trailingBlanks(passage))).join(''),
  );
  const { mark, passages } = trimmed === text ? before : passagesOf(trimmed);
  const sorted = passages.map((passage, index) =>
    spliced(passage, sortKeys(passage, orderOf(kindIn(contents[index])))),
  );
  const body = sorted.join('');
  const head = kind === undefined || hasModeline(body) ? '' : modeline(kind) + eolOf(body);
  const isSorted = mark + body === text;
  if (isSorted || isLossless(text, contents, mark + body)) return { text: mark + head + body };
  return { problem: 'it is written in a way that cannot be put in order without loss' };
}

/** Whether a new text holds the same data and the same comments. */
function isLossless(text: string, contents: readonly unknown[], result: string): boolean {
  const after = contentsOf(passagesOf(result).passages);
  return after !== undefined && sameData(after, contents) && keepsComments(text, result);
}

/** The plain data of documents; undefined if one of them has errors. */
function contentsOf(passages: readonly Passage[]): unknown[] | undefined {
  const contents: unknown[] = [];
  for (const { document } of passages) {
    const data = plainData(document);
    if (document.errors.length > 0 || 'problem' in data) return undefined;
    contents.push(data.values);
  }
  return contents;
}

function kindIn(content: unknown): string {
  const value = isRecord(content) ? content['value'] : undefined;
  return isRecord(value) ? textOf(value['kind']) : '';
}

/** Blanks at line ends, but for those in texts of several lines. */
function trailingBlanks({ text, from, to, document }: Passage): Splice[] {
  const part = text.slice(from, to);
  const found = [...part.matchAll(/[ \t]+(?=\r?\n|$)/g)];
  if (found.length === 0) return [];
  const texts: (readonly [number, number])[] = [];
  visit(document, {
    Scalar(_key, { range }) {
      if (range) texts.push([range[0], range[1]]);
    },
  });
  return found
    .map((match) => ({ start: from + match.index, end: from + match.index + match[0].length, text: '' }))
    .filter(({ start }) => !texts.some(([begin, end]) => begin < start && start < end));
}

function endedLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : text + eolOf(text);
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Whether the comments at the top name a schema. */
function hasModeline(text: string): boolean {
  const content = /^(?![ \t]*(#|\r?$)|---[ \t]*\r?$).+/m.exec(text)?.index;
  return /^#\s*yaml-language-server\s*:/m.test(text.slice(0, content));
}

function keepsComments(before: string, after: string): boolean {
  const counts = countComments(after);
  return [...countComments(before)].every(([comment, count]) => (counts.get(comment) ?? 0) >= count);
}
