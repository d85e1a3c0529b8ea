import type { KindName } from '../model/inventory.ts';

/** New names of objects by their old ones, for the kinds in which something was renamed. */
export type Renames = Readonly<Partial<Record<KindName, ReadonlyMap<string, string>>>>;

/** The name that an object has after a renaming. */
export function nameAfter(renames: Renames, kind: KindName, name: string): string {
  return renames[kind]?.get(name) ?? name;
}
