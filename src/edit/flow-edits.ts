import { isMap, isScalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { colonEnd, keptComments } from './block-edits.ts';
import { type KeyOrder, placeFor } from './key-order.ts';
import {
  endOf,
  endOfPair,
  isAbsent,
  lineEnd,
  lineStart,
  nextLine,
  type Passage,
  type Splice,
  startOf,
  startsLine,
} from './passage.ts';
import { keyText, type Slot } from './walk.ts';
import { flowText } from './written.ts';

/** Splices that make an edit; undefined if the text is written in a way that this cannot edit. */
type Splices = Splice[] | undefined;

type FlowCollection = YAMLMap | YAMLSeq;

/** A new pair in a flow map such as `{a: 1}`. */
export function insertFlowPair(
  passage: Passage,
  map: YAMLMap,
  key: string,
  value: unknown,
  order: KeyOrder | undefined,
): Splices {
  const json = isQuotedText(map.items[0]?.key);
  const text = flowText({ [key]: value }, { json }).slice(1, -1);
  const place = placeFor(
    key,
    map.items.map((pair) => keyText(pair.key) ?? ''),
    order,
  );
  const next = startOf(map.items[place]?.key);
  if (next === undefined) return append(passage, map, text);
  const isOnOwnLine = startsLine(passage, next);
  const gap = isOnOwnLine ? `,${passage.eol}${passage.text.slice(lineStart(passage, next), next)}` : ', ';
  return [{ start: next, end: next, text: text + gap }];
}

/** A new item at the end of a flow list such as `[a, b]`. */
export function appendFlowItem(passage: Passage, list: YAMLSeq, value: unknown): Splices {
  const last = list.items.at(-1);
  return append(passage, list, flowText(value, { style: isQuotedText(last) ? last.type : undefined }));
}

function append(passage: Passage, node: FlowCollection, added: string): Splices {
  const [start, end] = node.range ?? [0, 0];
  const { text } = passage;
  const count = node.items.length;
  if (count === 0) {
    const isBare = text.slice(start + 1, end - 1).trim() === '';
    return isBare ? [{ start: start + 1, end: end - 1, text: added }] : undefined;
  }
  const last = partOf(passage, node, count - 1);
  if (!last) return undefined;
  const comma = nextSign(text, last.end);
  const hasComma = text[comma] === ',';
  const contentEnd = hasComma ? comma + 1 : last.end;
  const isOnOwnLine = startsLine(passage, last.start) && nextSign(text, contentEnd) > lineEnd(passage, contentEnd);
  if (!isOnOwnLine) return [{ start: last.end, end: last.end, text: `, ${added}` }];
  const indent = text.slice(lineStart(passage, last.start), last.start);
  const at = lineEnd(passage, contentEnd);
  const line = { start: at, end: at, text: `${passage.eol}${indent}${added}${hasComma ? ',' : ''}` };
  return hasComma ? [line] : [{ start: last.end, end: last.end, text: ',' }, line];
}

/** Another value in a flow map or list. */
export function replaceFlowValue(passage: Passage, slot: Slot, value: unknown): Splices {
  const old = slot.value;
  const style = isQuotedText(old) ? old.type : undefined;
  const json = slot.kind === 'pair' && isQuotedText(slot.pair.key);
  const text = flowText(value, { style, json });
  if (!isAbsent(old)) {
    const start = startOf(old);
    const end = endOf(old);
    return start === undefined || end === undefined ? undefined : [{ start, end, text }];
  }
  if (slot.kind === 'item') return undefined;
  const head = colonEnd(passage, slot.pair);
  const keyEnd = endOfPair(slot.pair);
  if (head !== undefined) return [{ start: head, end: head, text: ` ${text}` }];
  return keyEnd === undefined ? undefined : [{ start: keyEnd, end: keyEnd, text: `: ${text}` }];
}

/** Takes a pair or an item out of a flow map or list. */
export function removeFlowSlot(passage: Passage, slot: Slot): Splices {
  const { text } = passage;
  const node = slot.kind === 'pair' ? slot.map : slot.list;
  const part = partOf(passage, node, slot.index);
  if (!part) return undefined;
  const comma = nextSign(text, part.end);
  const hasComma = text[comma] === ',';
  const end = hasComma ? comma + 1 : part.end;
  const before = slot.index > 0 ? partOf(passage, node, slot.index - 1) : undefined;
  const commaBefore = before && nextSign(text, before.end);
  const isComma = commaBefore !== undefined && text[commaBefore] === ',';
  const dropBefore = !hasComma && isComma ? [{ start: commaBefore, end: commaBefore + 1, text: '' }] : [];
  const from = lineStart(passage, part.start);
  const rest = text.slice(end, lineEnd(passage, end));
  const isOnOwnLines = startsLine(passage, part.start) && /^[ \t]*(#.*)?$/.test(rest);
  if (isOnOwnLines) {
    const to = nextLine(passage, end);
    const comments = keptComments(passage, from, to, part.start - from);
    return [...dropBefore, { start: from, end: to, text: comments }];
  }
  if (!hasComma && isComma && text.slice(commaBefore + 1, part.start).trim() === '') {
    return [{ start: commaBefore, end, text: '' }];
  }
  const blanks = hasComma ? (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  return [...dropBefore, { start: part.start, end: end + blanks, text: '' }];
}

/** Where a pair or an item of a flow collection begins and ends. */
export function partOf(
  passage: Passage,
  node: FlowCollection,
  index: number,
): { start: number; end: number } | undefined {
  const pair = isMap(node) ? node.items[index] : undefined;
  const start = startOf(pair ? pair.key : node.items[index]);
  const isOpen = pair !== undefined && isAbsent(pair.value);
  const end = isOpen ? (colonEnd(passage, pair) ?? endOfPair(pair)) : pair ? endOfPair(pair) : endOf(node.items[index]);
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The next character that is neither a blank nor in a comment. */
function nextSign(text: string, at: number): number {
  const blank = /(\s|#.*)*/y;
  blank.lastIndex = at;
  return at + (blank.exec(text)?.[0].length ?? 0);
}

function isQuotedText(node: unknown): node is { type: 'QUOTE_DOUBLE' | 'QUOTE_SINGLE' } {
  return isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
}
