import { mustGet } from '../../../model/at.ts';

/** Something that Flux applies after others. */
export interface Ordered {
  readonly name: string;
  readonly dependsOn: readonly string[];
  /** After these as well, where they are there and do not wait for it themselves. */
  readonly former: readonly string[];
}

/**
 * Lets what moved wait for the namespaces that it left. Flux forgets what it could not take away at the first try, so
 * the rights for that have to be there by then.
 */
export function withFormer<T extends Ordered>(units: ReadonlyMap<string, readonly T[]>): Map<string, T[]> {
  const waits = new Map([...units.values()].flat().map((unit) => [unit.name, unit.dependsOn]));
  const ordered = new Map<string, T[]>();
  for (const [namespace, list] of units) {
    ordered.set(
      namespace,
      list.map((unit) => {
        for (const former of unit.former) {
          const before = mustGet(waits, unit.name);
          const isNew = waits.has(former) && !before.includes(former) && !reaches(waits, former, unit.name);
          if (isNew) waits.set(unit.name, [...before, former]);
        }
        return { ...unit, dependsOn: mustGet(waits, unit.name) };
      }),
    );
  }
  return ordered;
}

/** Whether one waits for another, by way of any number of others. */
function reaches(waits: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === to) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(waits.get(name) ?? []));
  }
  return false;
}
