import type { TreeEntry } from '../../ports/git.ts';
import { sortByPath, withoutSlashes } from '../git-common/paths.ts';
import { flagOf, type IndexEntry, readIndex } from './index-file.ts';
import type { EmbeddedRepository } from './repository.ts';

export function index(repository: EmbeddedRepository, folders: readonly string[]): TreeEntry[] {
  return toTree(entriesBelow(repository, folders));
}

export function absent(repository: EmbeddedRepository, folders: readonly string[]): TreeEntry[] {
  return toTree(entriesBelow(repository, folders).filter((entry) => flagOf(entry) === 'skip-worktree'));
}

/** Entries below these folders, or these files, without those of conflicts. */
function entriesBelow(repository: EmbeddedRepository, folders: readonly string[]): IndexEntry[] {
  const wanted = withoutSlashes(folders);
  const isWanted = (path: string) => wanted.some((folder) => folder === '' || `${path}/`.startsWith(`${folder}/`));
  return readIndex(repository).filter(({ path, stage }) => stage === 0 && isWanted(path));
}

function toTree(entries: readonly IndexEntry[]): TreeEntry[] {
  return sortByPath(entries.map(({ path, id, mode }) => ({ path, id, mode })));
}
