import { compareText } from '../model/compare.ts';

/** The names of the variables that are not the same in both, sorted. */
export function changedVariables(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  if (before === after) return [];
  const changed: string[] = [];
  for (const [name, value] of before) if (after.get(name) !== value) changed.push(name);
  for (const name of after.keys()) if (!before.has(name)) changed.push(name);
  return changed.sort(compareText);
}
