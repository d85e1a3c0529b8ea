import { parentOf, pathsAbove } from '../../model/paths.ts';

/** What is needed to know of a path; links are not followed. */
export interface FileType {
  isDirectory(): boolean;
}

/**
 * Tells whether a path below the root, given without it, is inside folders alone: Git does not look behind links.
 * Each folder is looked at once.
 */
export function insideFolders(look: (path: string) => FileType | undefined): (path: string) => boolean {
  const known = new Map([['', true]]);
  return function isInside(path): boolean {
    const parent = parentOf(path);
    const before = known.get(parent);
    if (before !== undefined) return before;
    const answer = isInside(parent) && look(parent)?.isDirectory() === true;
    known.set(parent, answer);
    return answer;
  };
}

/** Finds the nearest folder above a path that has a repository of its own. Each folder is looked at once. */
export function insideRepositories(isRepository: (folder: string) => boolean): (path: string) => string | undefined {
  const known = new Map<string, boolean>();
  return (path) =>
    [...pathsAbove(path)].find((folder) => {
      const answer = known.get(folder) ?? isRepository(folder);
      known.set(folder, answer);
      return answer;
    });
}
