import type { Inventory, Item } from '../model/inventory.ts';
import type { Windows } from '../model/kinds.ts';
import type { Path } from '../model/place.ts';

/** A list of windows as somebody wrote it; it has at least one. */
export interface WrittenWindows {
  readonly item: Item<unknown>;
  readonly path: Path;
  readonly windows: Windows;
}

/** All windows of an inventory. */
export function writtenWindows({ fleet, groups, clusters, namespaces }: Inventory): WrittenWindows[] {
  const found: WrittenWindows[] = [];
  const add = (item: Item<unknown>, windows: Windows | undefined, path: Path = ['spec', 'windows']) => {
    if (windows && windows.length > 0) found.push({ item, path, windows });
  };
  for (const item of [fleet, ...groups, ...clusters, ...namespaces]) add(item, item.spec.windows);
  for (const item of namespaces) {
    for (const [at, { windows }] of item.spec.overrides.entries())
      add(item, windows, ['spec', 'overrides', at, 'windows']);
  }
  return found;
}
