import { type Document, isCollection, isMap, isScalar, isSeq, type Node, type Pair, visit } from 'yaml';

/** A document within the text of a file: its characters from `from` to `to` (exclusive), the positions of nodes count in `text`. */
export interface Passage {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly document: Document;
  /** The line break that the document uses. */
  readonly eol: string;
}

/** Characters to replace: `start` to `end` (exclusive) become `text`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function passageOf(text: string, from: number, to: number, document: Document): Passage {
  const firstBreak = text.indexOf('\n', from);
  return { text, from, to, document, eol: firstBreak > from && text[firstBreak - 1] === '\r' ? '\r\n' : '\n' };
}

/** The text of a passage with splices made, which may not overlap. */
export function spliced({ text, from, to }: Passage, splices: readonly Splice[]): string {
  return splicedBetween(text, from, to, splices);
}

/** A part of a text with those splices made that lie in it. */
export function splicedBetween(text: string, from: number, to: number, all: readonly Splice[]): string {
  const splices = all.filter(({ start, end }) => start >= from && end <= to);
  let result = '';
  let at = from;
  for (const splice of splices.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at, to);
}

/** Where the line of a character begins. */
export function lineStart({ text, from }: Passage, at: number): number {
  return at <= from ? from : Math.max(from, text.lastIndexOf('\n', at - 1) + 1);
}

/** Where the line of a character ends, its line break not counted. */
export function lineEnd({ text, to }: Passage, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0 || end >= to) return to;
  return end > at && text[end - 1] === '\r' ? end - 1 : end;
}

/** Where the line after that of a character begins; after the last one, where the passage ends. */
export function nextLine({ text, to }: Passage, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 || end >= to ? to : end + 1;
}

/** How many characters stand before it in its line. */
export function column(passage: Passage, at: number): number {
  return at - lineStart(passage, at);
}

/** Whether only blanks stand before it in its line. */
export function startsLine(passage: Passage, at: number): boolean {
  return passage.text.slice(lineStart(passage, at), at).trim() === '';
}

/** Where the first line that is not in use after content begins: at the end of content, or one line on. */
export function lineAfter(passage: Passage, contentEnd: number): number {
  const isLineStart = contentEnd > passage.from && passage.text[contentEnd - 1] === '\n';
  return isLineStart ? contentEnd : nextLine(passage, contentEnd);
}

/** Whole lines put in where a line begins, or after the last line, which may lack its line break. */
export function insertedLines({ text, from, eol }: Passage, at: number, lines: readonly string[]): Splice {
  const isLineStart = at === from || text[at - 1] === '\n';
  const joined = lines.join(eol);
  return { start: at, end: at, text: isLineStart ? joined + eol : eol + joined };
}

/** Where the characters of a node begin. */
export function startOf(node: unknown): number | undefined {
  return nodeRange(node)?.[0];
}

/** Where the characters of a node end, without the blanks and comments after it; for block text after its last line. */
export function endOf(node: unknown): number | undefined {
  if (isMap(node) && !node.flow) {
    const last = node.items.at(-1);
    return last && endOfPair(last);
  }
  if (isSeq(node) && !node.flow) return endOf(node.items.at(-1));
  return nodeRange(node)?.[1];
}

/** Where the value of a pair ends, or its key if there is no value. */
export function endOfPair({ key, value }: Pair): number | undefined {
  return isAbsent(value) ? nodeRange(key)?.[1] : endOf(value);
}

/** Nothing written after the colon or the dash. */
export function isAbsent(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.source === '' && node.type === 'PLAIN');
}

export function isBlock(node: unknown): boolean {
  return isCollection(node) && !node.flow;
}

export function isBlockText(node: unknown): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
}

function nodeRange(node: unknown): readonly [number, number, number] | null | undefined {
  return isNode(node) ? node.range : undefined;
}

function isNode(node: unknown): node is Node {
  return typeof node === 'object' && node !== null && 'range' in node;
}

/** A comment on a line of its own: its characters from the first blank of its line to its end, without the line break. */
export interface OwnLineComment {
  readonly start: number;
  readonly end: number;
  /** From the `#` on. */
  readonly text: string;
}

const commentLine = /^[ \t]*(#.*)$/gm;

/** The comments of a passage that have a line of their own. */
export function ownLineComments({ text, from, to, document }: Passage): OwnLineComment[] {
  const comments: OwnLineComment[] = [];
  const content = startOf(document.contents) ?? to;
  let inScalars: [number, number][] | undefined;
  for (const match of text.slice(from, to).matchAll(commentLine)) {
    const start = from + match.index;
    if (start > content) inScalars ??= scalarLines(text, document);
    if (inScalars?.some(([begin, end]) => begin < start && start < end)) continue;
    comments.push({ start, end: start + match[0].length, text: (match[1] ?? '').trimEnd() });
  }
  return comments;
}

/** Where texts of several lines are. */
function scalarLines(text: string, document: Document): [number, number][] {
  const ranges: [number, number][] = [];
  visit(document, {
    Scalar(_key, { range }) {
      if (range && text.slice(range[0], range[1]).includes('\n')) ranges.push([range[0], range[1]]);
    },
  });
  return ranges;
}
