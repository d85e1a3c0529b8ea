import { compareText } from '../../model/compare.ts';
import type { Inventory } from '../../model/inventory.ts';

/** A group and all below it, each group before those below it. */
export function groupTree({ groups }: Pick<Inventory, 'groups'>, top: string): string[] {
  const names = groups.map(({ name }) => name).filter((name) => name === top || name.startsWith(`${top}/`));
  return sortAsTree(names);
}

/** Paths of groups, each before those below it and with nothing in between: by their parts, not by their letters. */
export function sortAsTree(names: readonly string[]): string[] {
  return [...names].sort((a, b) => compareText(a.replaceAll('/', '\0'), b.replaceAll('/', '\0')));
}
