import { itemsOf } from '../../model/inventory.ts';
import type { Describing, Description } from '../kinds/facts/description.ts';
import { toldKinds } from '../kinds/index.ts';
import type { AskedObject } from '../list/find-objects.ts';

/** Describes objects, in the order in which they were asked for; what is not there is left out. */
export function* describeObjects(describing: Describing, asked: readonly AskedObject[]): IterableIterator<Description> {
  const { inventory } = describing.resolution;
  for (const { words, name } of asked) {
    const index = itemsOf(inventory, words.kind).findIndex((item) => item.name === name);
    if (index >= 0) yield toldKinds[words.kind].describe(describing, index);
  }
}
