/** The folder that a path is in, or the group above a group; empty at the top. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last name of a path. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** All folders that a path is in, or the groups above a group, the nearest first; without the root. */
export function* pathsAbove(path: string): Generator<string> {
  for (let above = parentOf(path); above !== ''; above = parentOf(above)) yield above;
}

/** How many names a path has: of two groups, the one with more is deeper. */
export function depthOf(path: string): number {
  return path.split('/').length;
}
