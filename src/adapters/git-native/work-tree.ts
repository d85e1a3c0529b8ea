import { existsSync, lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { insideFolders } from '../git-common/work-tree.ts';
import type { ImportChange } from './import.ts';

export interface SortedPaths {
  /** Files, links and submodules. */
  readonly present: readonly string[];
  /** Paths with no file, with a folder in its place, or below a link. */
  readonly missing: readonly string[];
}

export function sortPaths(root: string, paths: readonly string[]): SortedPaths {
  const look = (path: string) => lstatSync(join(root, path), { throwIfNoEntry: false });
  const isInside = insideFolders(look);
  const present: string[] = [];
  const missing: string[] = [];
  for (const path of paths) {
    const stats = isInside(path) ? look(path) : undefined;
    const isThere = stats?.isDirectory() ? existsSync(join(root, path, '.git')) : stats !== undefined;
    (isThere ? present : missing).push(path);
  }
  return { present, missing };
}

/** The files as they are on disk. If attributes filter some of them, adding to the index writes its own objects for those. */
export function* importChanges(root: string, { present, missing }: SortedPaths): Generator<ImportChange> {
  for (const path of missing) yield { path, deleted: true };
  for (const path of present) {
    const file = join(root, path);
    const stats = lstatSync(file);
    if (stats.isSymbolicLink()) yield { path, content: readlinkSync(file), mode: '120000' };
    else if (stats.isFile())
      yield { path, content: readFileSync(file), mode: stats.mode & 0o100 ? '100755' : '100644' };
  }
}
