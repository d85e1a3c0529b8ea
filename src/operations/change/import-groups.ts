import { compareText } from '../../model/compare.ts';

/** The groups that are not there yet, with their parents, sorted: parents come first. */
export function missingGroups(named: Iterable<string>, isGroup: (path: string) => boolean): string[] {
  const missing = new Set<string>();
  for (const group of named) {
    for (let path = group; path !== '' && !isGroup(path) && !missing.has(path); path = parentOf(path))
      missing.add(path);
  }
  return [...missing].sort(compareText);
}

/** Empty for a group at the top. */
function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
