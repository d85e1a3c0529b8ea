import { isMap, isScalar, isSeq } from 'yaml';

/** What a key or an index leads to, with its key if it is in a map; undefined: there is none. */
export function child(node: unknown, step: string | number): { node: unknown; key: unknown } | undefined {
  if (isSeq(node))
    return Number(step) < node.items.length ? { node: node.items[Number(step)], key: undefined } : undefined;
  if (!isMap(node)) return undefined;
  for (const { key, value } of node.items) {
    const isIt = isScalar(key) && (key.value === step || key.source === String(step));
    if (isIt) return { node: value, key };
  }
  return undefined;
}
