import { isMap, isNode, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { isEmptyCollection } from './edit-data.ts';
import { type KeyOrder, placeFor } from './key-order.ts';
import { layoutOf } from './layout.ts';
import {
  column,
  endOf,
  endOfPair,
  insertedLines,
  isAbsent,
  isBlock,
  isBlockText,
  lineAfter,
  lineEnd,
  lineStart,
  nextLine,
  ownLineComments,
  type Passage,
  type Splice,
  startOf,
  startsLine,
} from './passage.ts';
import { keyText, type Slot } from './walk.ts';
import { blockLines, flowText } from './written.ts';

/** Splices that make an edit; undefined if the text is written in a way that this cannot edit. */
type Splices = Splice[] | undefined;

/** A new pair in a block map, on lines of its own. */
export function insertPair(
  passage: Passage,
  map: YAMLMap,
  key: string,
  value: unknown,
  order: KeyOrder | undefined,
  onOneLine: boolean,
): Splices {
  const first = startOf(map.items[0]?.key);
  if (first === undefined) return undefined;
  const place = placeFor(
    key,
    map.items.map((pair) => keyText(pair.key) ?? ''),
    order,
  );
  const indent = column(passage, first);
  const isFirst = place === 0 && startsLine(passage, first);
  const before = map.items[Math.max(place - 1, 0)];
  const at = isFirst ? aboveFirst(passage, map, first) : before && afterPair(passage, before, indent);
  if (at === undefined) return undefined;
  return [
    insertedLines(passage, at, indented(blockLines({ [key]: value }, { ...layoutOf(passage), onOneLine }), indent)),
  ];
}

/** A new item at the end of a block list. */
export function appendItem(passage: Passage, list: YAMLSeq, value: unknown, onOneLine: boolean): Splices {
  const start = startOf(list);
  const end = endOf(list);
  if (start === undefined || end === undefined) return undefined;
  const indent = column(passage, start);
  const last = list.items.at(-1);
  const isQuoted = typeof value === 'string' && isScalar(last) && last.type?.startsWith('QUOTE');
  const style = isQuoted ? last.type : undefined;
  const contentEnd = isAbsent(last) ? (dashEnd(passage, list, list.items.length - 1) ?? end) : end;
  const at = afterComments(passage, contentEnd, indent);
  return [
    insertedLines(passage, at, indented(blockLines([value], { ...layoutOf(passage), style, onOneLine }), indent)),
  ];
}

/** Another value after the colon of a pair or the dash of an item. */
export function replaceValue(passage: Passage, slot: Slot, value: unknown, onOneLine: boolean): Splices {
  const old = slot.value;
  const head = headOf(passage, slot);
  if (head === undefined) return undefined;
  const indent = slot.kind === 'pair' ? column(passage, startOf(slot.pair.key) ?? 0) : column(passage, head - 1);
  const style = isScalar(old) && old.type !== 'PLAIN' ? old.type : undefined;
  const layout = { ...layoutOf(passage), style: typeof value === 'string' ? style : undefined, onOneLine };
  if (isBlockText(old)) layout.indent = textIndent(passage, old, indent) ?? layout.indent;
  const [first = '', ...rest] = blockLines(slot.kind === 'pair' ? { k: value } : [value], layout);
  const inline = first.slice(slot.kind === 'pair' ? 2 : 1).trimStart();
  const lines = indented(rest, indent);
  if (isAbsent(old)) return isNode(old) && hasProperties(old) ? undefined : fillEmpty(passage, head, inline, lines);
  if (isBlock(old)) return replaceBlock(passage, slot, head, old, inline, lines);
  const start = startOf(old);
  const end = endOf(old);
  if (start === undefined || end === undefined) return undefined;
  if (isBlockText(old)) return replaceBlockText(passage, start, end, inline, lines);
  if (isFlowCollection(old) && (isEmptyCollection(value) || !isFreshMap(passage, old))) {
    return [{ start, end, text: flowText(value, { json: isJson(old) }) }];
  }
  if (lines.length === 0) return [{ start, end, text: inline }];
  if (passage.text.slice(head, start).trim() !== '') return undefined;
  const before = inline === '' ? head : start;
  return [{ start: before, end, text: inline }, insertedLines(passage, lineAfter(passage, end), lines)];
}

/** What goes along with a pair or an item that is taken out, if a block text comes before it and would take it in. */
export interface Removal {
  /** Comments below it that are indented deeper are moved left. */
  readonly moveComments: boolean;
  /** Empty lines below it go. */
  readonly takeBlanks: boolean;
}

/** Takes a pair out of a block map that has others, or an item out of a block list that has others. */
export function removeSlot(passage: Passage, slot: Slot, { moveComments, takeBlanks }: Removal): Splices {
  const isPair = slot.kind === 'pair';
  const start = isPair ? startOf(slot.pair.key) : dashOf(passage, slot.list, slot.index);
  if (start === undefined) return undefined;
  const valueEnd = isPair ? endOfPair(slot.pair) : endOf(slot.value);
  const contentEnd = Math.max(valueEnd ?? start, start);
  if (startsLine(passage, start)) {
    const from = lineStart(passage, start);
    const indent = column(passage, start);
    const end = moveComments ? afterComments(passage, contentEnd, indent) : lineAfter(passage, contentEnd);
    const last = takeBlanks ? afterBlanks(passage, end) : end;
    return [{ start: from, end: last, text: keptComments(passage, from, end, indent) }];
  }
  const next = isPair ? startOf(slot.map.items[slot.index + 1]?.key) : dashOf(passage, slot.list, slot.index + 1);
  return next === undefined ? undefined : [{ start, end: next, text: '' }];
}

export function isFlowCollection(node: unknown): node is YAMLMap | YAMLSeq {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

/** A `{}` that gets content becomes a block map, as a person would write it. */
export function isFreshMap({ text }: Passage, node: YAMLMap | YAMLSeq): boolean {
  const [start, end] = node.range ?? [0, 0];
  return isMap(node) && node.flow === true && text.slice(start + 1, end - 1).trim() === '';
}

function isJson(node: YAMLMap | YAMLSeq): boolean {
  const [first] = node.items;
  const text = isMap(node) ? node.items[0]?.key : first;
  return isScalar(text) && text.type === 'QUOTE_DOUBLE';
}

function hasProperties(node: { anchor?: string | undefined; tag?: string | undefined }): boolean {
  return node.anchor !== undefined || node.tag !== undefined;
}

function fillEmpty(passage: Passage, head: number, inline: string, lines: readonly string[]): Splice[] {
  const isBare = passage.text.slice(head, lineEnd(passage, head)).trim() === '';
  const text = inline === '' ? '' : ` ${inline}`;
  const splice = { start: head, end: isBare ? lineEnd(passage, head) : head, text };
  if (lines.length === 0) return [splice];
  const at = nextLine(passage, head);
  return [splice, insertedLines(passage, at, lines)];
}

/** By how much the lines of a block text are indented more than its key. */
function textIndent({ text }: Passage, node: unknown, indent: number): number | undefined {
  const lines = text.slice(startOf(node), endOf(node)).split('\n').slice(1);
  const first = lines.find((line) => line.trim() !== '');
  return first === undefined ? undefined : Math.max(1, first.search(/\S/) - indent);
}

function replaceBlockText(
  passage: Passage,
  start: number,
  end: number,
  inline: string,
  lines: readonly string[],
): Splice[] {
  const header = /^[|>][-+0-9]*/.exec(passage.text.slice(start, start + 4))?.[0] ?? '';
  const content = Math.min(nextLine(passage, start), end);
  const text = lines.length === 0 ? '' : lines.join(passage.eol) + passage.eol;
  return [
    { start, end: start + header.length, text: inline },
    { start: content, end, text },
  ];
}

/** A block map or list makes room for something else; comments on lines of their own stay. */
function replaceBlock(
  passage: Passage,
  slot: Slot,
  head: number,
  old: unknown,
  inline: string,
  lines: readonly string[],
): Splices {
  const start = startOf(old);
  const end = endOf(old);
  if (start === undefined || end === undefined) return undefined;
  const after = lineAfter(passage, end);
  if (!startsLine(passage, start)) {
    if (slot.kind === 'pair') return undefined;
    const text = [inline, ...lines].join(passage.eol) + (passage.text[after - 1] === '\n' ? passage.eol : '');
    return [{ start, end: after, text }];
  }
  const from = nextLine(passage, head);
  const added = lines.length === 0 ? '' : lines.join(passage.eol) + passage.eol;
  const comments = keptComments(passage, from, after, column(passage, start));
  return [
    { start: head, end: head, text: inline === '' ? '' : ` ${inline}` },
    { start: from, end: after, text: comments + added },
  ];
}

/** Comments that have a line of their own, as lines indented by so much. */
export function keptComments(passage: Passage, from: number, to: number, indent: number): string {
  return ownLineComments(passage)
    .filter(({ start }) => start >= from && start < to)
    .map(({ text }) => ' '.repeat(indent) + text + passage.eol)
    .join('');
}

function indented(lines: readonly string[], indent: number): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
}

/** Right behind the colon of a pair or the dash of an item. */
function headOf(passage: Passage, slot: Slot): number | undefined {
  if (slot.kind === 'item') return dashEnd(passage, slot.list, slot.index);
  return colonEnd(passage, slot.pair);
}

/** Right behind the colon of a pair; undefined if it is written with `?`, or has none. */
export function colonEnd({ text }: Passage, { key }: Pair): number | undefined {
  const end = isNode(key) ? key.range?.[1] : undefined;
  if (end === undefined) return undefined;
  const colon = /^[ \t]*:/.exec(text.slice(end, end + 64));
  return colon ? end + colon[0].length : undefined;
}

function dashEnd(passage: Passage, list: YAMLSeq, index: number): number | undefined {
  const dash = dashOf(passage, list, index);
  return dash === undefined ? undefined : dash + 1;
}

/** Where the dash of an item is. */
function dashOf(passage: Passage, list: YAMLSeq, index: number): number | undefined {
  let dash = startOf(list);
  if (dash === undefined || index >= list.items.length) return undefined;
  const indent = column(passage, dash);
  for (const item of list.items.slice(0, index)) {
    const contentEnd: number = Math.max(endOf(item) ?? dash, dash + 1);
    let line: number = lineAfter(passage, contentEnd);
    while (line < passage.to && !isDash(passage, line, indent)) line = nextLine(passage, line);
    if (line >= passage.to) return undefined;
    dash = line + indent;
  }
  return dash;
}

function isDash({ text }: Passage, line: number, indent: number): boolean {
  return text.slice(line, line + indent).trim() === '' && text[line + indent] === '-';
}

/** After a pair with the comments that belong to it: those that are indented deeper. */
function afterPair(passage: Passage, pair: Pair, indent: number): number | undefined {
  const end = endOfPair(pair);
  return end === undefined ? undefined : afterComments(passage, end, indent);
}

/** After the line where content ends and the comments below it that are indented deeper than this. */
export function afterComments(passage: Passage, end: number, indent: number): number {
  let at = lineAfter(passage, end);
  while (at < passage.to) {
    const line = passage.text.slice(at, lineEnd(passage, at));
    const isDeeper = line.trimStart().startsWith('#') && line.search(/\S/) > indent;
    if (!isDeeper) break;
    at = nextLine(passage, at);
  }
  return at;
}

function afterBlanks(passage: Passage, from: number): number {
  let at = from;
  while (at < passage.to && passage.text.slice(at, lineEnd(passage, at)).trim() === '') at = nextLine(passage, at);
  return at;
}

/** Before the first pair of a map and the comments above it; at the root after them, since they are those of the file. */
function aboveFirst(passage: Passage, map: YAMLMap, first: number): number {
  let at = lineStart(passage, first);
  if (map === passage.document.contents) return at;
  while (at > passage.from) {
    const above = lineStart(passage, at - 1);
    if (!passage.text.slice(above, at).trimStart().startsWith('#')) break;
    at = above;
  }
  return at;
}
