import { isAlias, isMap, isSeq, visit, type YAMLMap } from 'yaml';
import { at } from '../model/at.ts';
import { afterComments, colonEnd } from './block-edits.ts';
import { partOf } from './flow-edits.ts';
import { type KeyOrder, rank, ranksOf } from './key-order.ts';
import {
  column,
  endOfPair,
  lineStart,
  type Passage,
  type Splice,
  splicedBetween,
  startOf,
  startsLine,
} from './passage.ts';
import { keyText } from './walk.ts';

/**
 * Splices that put the fields of a document in order. A comment above a field, or at its line end, moves with it,
 * and so do the blank lines above; the comments above the first field of the document stay. If there are aliases
 * nothing moves, since an anchor has to come before them.
 */
export function sortKeys(passage: Passage, order: KeyOrder | undefined): Splice[] {
  return hasAlias(passage) ? [] : sortNode(passage, passage.document.contents, order);
}

function hasAlias({ document, text, from, to }: Passage): boolean {
  if (!text.slice(from, to).includes('&')) return false;
  let found = false;
  visit(document, {
    Node(_key, node) {
      if (!isAlias(node)) return undefined;
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

function sortNode(passage: Passage, node: unknown, order: KeyOrder | undefined): Splice[] {
  if (!order) return [];
  if (isSeq(node)) return node.items.flatMap((item) => sortNode(passage, item, order.below(0)));
  if (!isMap(node)) return [];
  const below = node.items.flatMap(({ key, value }) => sortNode(passage, value, order.below(keyText(key) ?? '')));
  const ranks = ranksOf(order);
  const found = node.items.map(({ key }) => rank(ranks, keyText(key) ?? ''));
  if (found.every((own, index) => index === 0 || at(found, index - 1) <= own)) return below;
  const sorted = [...found.keys()].sort((a, b) => at(found, a) - at(found, b));
  return (node.flow ? sortFlow : sortBlock)(passage, node, sorted, below) ?? below;
}

/** The pairs of a flow map change places; the text between them stays. */
function sortFlow(
  passage: Passage,
  map: YAMLMap,
  sorted: readonly number[],
  below: readonly Splice[],
): Splice[] | undefined {
  const [start, end] = map.range ?? [0, 0];
  if (passage.text.slice(start, end).includes('#')) return undefined;
  const splices: Splice[] = [];
  for (const [place, index] of sorted.entries()) {
    const to = partOf(passage, map, place);
    const from = partOf(passage, map, index);
    if (!to || !from) return undefined;
    splices.push({ ...to, text: splicedBetween(passage.text, from.start, from.end, below) });
  }
  return splices;
}

/** The lines of a pair of a block map. */
interface Entry {
  /** Blank lines above it. */
  readonly gap: string;
  /** The comments above it. */
  readonly comments: string;
  /** The pair itself from its key on, with the comments in it and below it that are indented deeper. */
  readonly body: string;
}

function sortBlock(
  passage: Passage,
  map: YAMLMap,
  sorted: readonly number[],
  below: readonly Splice[],
): Splice[] | undefined {
  const first = startOf(map.items[0]?.key);
  if (first === undefined) return undefined;
  const indent = ' '.repeat(column(passage, first));
  const margin = passage.text.slice(lineStart(passage, first), first);
  if (!/^ *(- +)?$/.test(margin)) return undefined;
  const isOwn = map !== passage.document.contents && startsLine(passage, first);
  const start = isOwn ? commentsAbove(passage, first) : lineStart(passage, first);
  const entries: Entry[] = [];
  let read = start;
  for (const [index, pair] of map.items.entries()) {
    const key = startOf(pair.key);
    const end = colonEnd(passage, pair) === undefined ? undefined : endOfPair(pair);
    if (key === undefined || end === undefined || (index > 0 && !startsLine(passage, key))) return undefined;
    const above = passage.text.slice(read, Math.max(read, lineStart(passage, key)));
    const gap = /^([ \t]*\r?\n)*/.exec(above)?.[0] ?? '';
    read = afterComments(passage, end, indent.length);
    entries.push({ gap, comments: above.slice(gap.length), body: splicedBetween(passage.text, key, read, below) });
  }
  const top = at(entries, at(sorted, 0));
  const lines = sorted.map((index, place) => {
    const { gap, comments, body } = at(entries, index);
    if (place > 0) return (index === 0 ? top.gap : gap) + comments + indent + body;
    return comments.replaceAll(/^[ \t]+(?=#)/gm, /^ */.exec(margin)?.[0] ?? '') + margin + body;
  });
  return [{ start, end: read, text: lines.join('') }];
}

/** Where the comments directly above a key begin; the line of the key if there are none. */
function commentsAbove(passage: Passage, key: number): number {
  let at = lineStart(passage, key);
  while (at > passage.from) {
    const line = lineStart(passage, at - 1);
    if (!passage.text.slice(line, at).trimStart().startsWith('#')) break;
    at = line;
  }
  return at;
}
