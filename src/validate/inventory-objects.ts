import type { KindName, Kinds, WrittenItem } from '../model/inventory.ts';
import { isRecord } from '../model/record.ts';
import type { FoundObject } from './found-objects.ts';

/** The objects that are valid on their own, in the order in which they were found. */
export interface InventoryObjects {
  of<K extends KindName>(kind: K): readonly WrittenItem<Kinds[K]>[];
}

export function groupByKind(found: readonly FoundObject[]): InventoryObjects {
  const byKind = new Map<KindName, WrittenItem<unknown>[]>();
  for (const object of found) {
    const ofKind = byKind.get(object.kind);
    if (ofKind) ofKind.push(toItem(object));
    else byKind.set(object.kind, [toItem(object)]);
  }
  return {
    of(kind) {
      const items = byKind.get(kind) ?? [];
      if (!areOfKind(items, kind)) throw new Error(`not all of these are of kind ${kind}`);
      return items;
    },
  };
}

function toItem({ name, file, document: { value, index, numbers } }: FoundObject): WrittenItem<unknown> {
  const item = { name, object: value, source: { file, document: index } };
  return numbers === undefined ? item : { ...item, numbers };
}

/** Only for documents that meet their schema, which is what the types are made from. */
function areOfKind<K extends KindName>(
  items: readonly WrittenItem<unknown>[],
  kind: K,
): items is readonly WrittenItem<Kinds[K]>[] {
  return items.every(({ object }) => isRecord(object) && object['kind'] === kind);
}
