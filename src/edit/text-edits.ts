import { isScalar } from 'yaml';
import { rangeInScalar } from '../load/scalar-range.ts';
import type { Passage, Splice } from './passage.ts';

/**
 * Changes only the words that differ within a text of several lines, so that its other lines stay as they are.
 * Undefined if it is on one line, or the words would need quotes.
 */
export function replaceWords({ text }: Passage, node: unknown, value: unknown): Splice[] | undefined {
  if (!isScalar(node) || typeof node.value !== 'string' || typeof value !== 'string' || !node.range) return undefined;
  if (!text.slice(node.range[0], node.range[1]).includes('\n')) return undefined;
  const old = node.value;
  const length = Math.min(old.length, value.length);
  let first = 0;
  while (first < length && old[first] === value[first]) first++;
  let last = 0;
  while (last < length - first && old.at(-1 - last) === value.at(-1 - last)) last++;
  while (first > 0 && !isBlank(old[first - 1])) first--;
  while (last > 0 && !isBlank(old[old.length - last])) last--;
  const added = value.slice(first, value.length - last);
  const span = { start: first, end: old.length - last };
  if (span.start === span.end || added === '' || /[\s"'\\]/.test(added)) return undefined;
  const [start, end] = rangeInScalar(text, node, span);
  return [{ start, end, text: added }];
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\n';
}
