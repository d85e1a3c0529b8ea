import { isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Path } from '../model/place.ts';

/** Where a path leads in the nodes of a document: to the value of a pair, or to an item of a list. */
export type Slot =
  | {
      readonly kind: 'pair';
      readonly map: YAMLMap;
      readonly index: number;
      readonly pair: Pair;
      readonly value: unknown;
    }
  | { readonly kind: 'item'; readonly list: YAMLSeq; readonly index: number; readonly value: unknown };

/** The slot of one step below a node; undefined if there is none, or it comes from an alias or a merge. */
export function slotIn(node: unknown, step: string | number): Slot | undefined {
  if (isSeq(node)) {
    const index = Number(step);
    return index < node.items.length ? { kind: 'item', list: node, index, value: node.items[index] } : undefined;
  }
  if (!isMap(node)) return undefined;
  const index = node.items.findIndex(({ key }) => keyText(key) === String(step));
  const pair = node.items[index];
  return pair && { kind: 'pair', map: node, index, pair, value: pair.value };
}

/** The text of a key; undefined if it is not text. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : key.source;
}

/** The nodes from the root along a path, as far as it leads without aliases and merges; the last one included. */
export function nodesAlong(root: unknown, path: Path): unknown[] {
  const nodes = [root];
  for (const step of path) {
    const slot = slotIn(nodes.at(-1), step);
    if (!slot) break;
    nodes.push(slot.value);
  }
  return nodes;
}

/** A map into which another is merged with `<<`. */
export function hasMerge(node: unknown): boolean {
  return isMap(node) && node.items.some(({ key }) => isScalar(key) && key.source === '<<' && key.type === 'PLAIN');
}
