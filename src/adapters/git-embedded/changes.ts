import { join } from 'node:path';
import { isLeftover } from '../../model/leftover.ts';
import { pathsAbove } from '../../model/paths.ts';
import type { TreeEntry, WorkTreeChange } from '../../ports/git.ts';
import { sortByPath, withoutSlashes } from '../git-common/paths.ts';
import { insideFolders } from '../git-common/work-tree.ts';
import { listFolder, look } from './file-system.ts';
import { readIgnored } from './ignored.ts';
import { flagOf, readIndex } from './index-file.ts';
import { readHead } from './refs.ts';
import type { EmbeddedRepository } from './repository.ts';
import { requireCommit } from './resolve.ts';
import { listFiles, submoduleMode } from './trees.ts';
import { blobId, workTree } from './work-tree.ts';

export function changes(repository: EmbeddedRepository, folders: readonly string[]): WorkTreeChange[] {
  const files = listFiles(repository.trees, headTree(repository), folders);
  const fileAt = workTree(repository);
  const unseen = new Map(
    readIndex(repository)
      .filter(flagOf)
      .map((entry) => [entry.path, entry]),
  );
  const found: WorkTreeChange[] = [];
  for (const { path, id, mode } of files) {
    if (mode === submoduleMode) continue;
    const staged = unseen.get(path);
    const file = staged ? undefined : fileAt(path, mode);
    if (staged) {
      if (staged.id !== id || staged.mode !== mode) found.push({ path, change: 'modified' });
    } else if (file === undefined) found.push({ path, change: 'deleted' });
    else if (file.mode !== mode || blobId(file) !== id) found.push({ path, change: 'modified' });
  }
  for (const path of newFiles(repository, folders, files)) found.push({ path, change: 'added' });
  return sortByPath(found);
}

/** The root tree of HEAD; undefined before the first commit. */
export function headTree(repository: EmbeddedRepository): string | undefined {
  const { commit } = readHead(repository);
  return commit === undefined ? undefined : requireCommit(repository, commit).tree;
}

/** The files that HEAD does not have. Those in the index count even if they are ignored, as in Git. */
function newFiles(
  repository: EmbeddedRepository,
  folders: readonly string[],
  inHead: readonly TreeEntry[],
): Set<string> {
  const { fs, root } = repository;
  const ignored = readIgnored(repository);
  const inIndex = readIndex(repository);
  const known = new Set(inHead.map(({ path }) => path));
  const staged = new Set(inIndex.map(({ path }) => path));
  const submodules = new Set([...inHead, ...inIndex].filter(isSubmodule).map(({ path }) => path));
  const tracked = new Set(['']);
  for (const path of [...known, ...staged]) for (const above of pathsAbove(path)) tracked.add(above);
  const found = new Set<string>();
  function visitFile(path: string): void {
    if (known.has(path)) return;
    if (staged.has(path) || (!isLeftover(path) && ignored.file(path) === undefined)) found.add(path);
  }
  function visitFolder(path: string): void {
    if (submodules.has(path) || (!tracked.has(path) && ignored.folder(path) !== undefined)) return;
    const entries = listFolder(fs, join(root, path));
    if (path !== '' && entries.some(({ name }) => String(name) === '.git')) return;
    for (const entry of entries) {
      const name = String(entry.name);
      const below = path === '' ? name : `${path}/${name}`;
      if (entry.isDirectory()) {
        if (name !== '.git') visitFolder(below);
      } else if (entry.isFile() || entry.isSymbolicLink()) visitFile(below);
    }
  }
  const isInside = insideFolders((path) => look(fs, join(root, path)));
  for (const path of withoutSlashes(folders)) {
    const stats = isInside(path) ? look(fs, join(root, path)) : undefined;
    if (stats?.isDirectory()) visitFolder(path);
    else if (stats !== undefined) visitFile(path);
  }
  return found;
}

function isSubmodule({ mode }: TreeEntry): boolean {
  return mode === submoduleMode;
}
