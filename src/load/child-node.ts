import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';

/** What is at a place in a map or a list, with its key if it is in a map. */
interface ChildNode {
  readonly node: unknown;
  readonly key: unknown;
}

/** What a key or an index leads to; undefined: there is none. */
export function child(node: unknown, step: string | number): ChildNode | undefined {
  if (isSeq(node))
    return Number(step) < node.items.length ? { node: node.items[Number(step)], key: undefined } : undefined;
  return isMap(node) ? childrenOf(node).get(String(step)) : undefined;
}

/** Of maps that were looked into: to go through all keys for each of them would take the square of their number. */
const known = new WeakMap<YAMLMap, ReadonlyMap<string, ChildNode>>();

/** By their keys, as they are written and as they are read; of keys that are alike the first. */
function childrenOf(map: YAMLMap): ReadonlyMap<string, ChildNode> {
  const found = known.get(map);
  if (found) return found;
  const children = new Map<string, ChildNode>();
  for (const { key, value } of map.items) {
    for (const name of isScalar(key) ? [key.value, key.source] : [])
      if (typeof name === 'string' && !children.has(name)) children.set(name, { node: value, key });
  }
  known.set(map, children);
  return children;
}
