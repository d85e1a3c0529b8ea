import { join } from 'node:path';
import type { TreeChange } from '../../ports/git.ts';
import { type Author, formatCommit } from '../git-common/commit-object.ts';
import { nothingToCommit, requireNoOperation } from '../git-common/failures.ts';
import { assertTreePath } from '../git-common/paths.ts';
import { headTree } from './changes.ts';
import { people } from './identity.ts';
import { type IndexEntry, updateIndex } from './index-file.ts';
import { objectId } from './objects.ts';
import { moveRef, readHead } from './refs.ts';
import type { EmbeddedRepository } from './repository.ts';
import { requireCommit } from './resolve.ts';
import { type Node, treeMode } from './trees.ts';
import { toIndexStats, workTree } from './work-tree.ts';
import { writeTree } from './write-tree.ts';

export function commitPaths(repository: EmbeddedRepository, paths: readonly string[], message: string): string {
  requireNoOperation((file) => repository.fs.existsSync(join(repository.gitFolder, file)));
  const { author, committer } = people(repository);
  const { commit: parent } = readHead(repository);
  return collecting(repository, () => {
    const before = headTree(repository);
    const { changes, entries } = collectFiles(repository, before, paths);
    if (changes.size === 0) throw nothingToCommit();
    const tree = writeTree(repository, before, changes);
    const parents = parent === undefined ? [] : [parent];
    const id = repository.objects.add('commit', formatCommit({ tree, parents, author, committer, message }));
    repository.objects.flush();
    updateIndex(repository, new Set(paths), entries, () => moveRef(repository, 'HEAD', parent, id));
    return id;
  });
}

export function writeCommit(
  repository: EmbeddedRepository,
  options: {
    readonly parent: string;
    readonly changes: Iterable<TreeChange>;
    readonly message: string;
    readonly author?: Author;
  },
): string {
  const { author, committer } = people(repository);
  const { parent, message } = options;
  return collecting(repository, () => {
    const { tree: before } = requireCommit(repository, parent);
    const changes = new Map<string, Node | undefined>();
    for (const change of options.changes) {
      assertTreePath(change.path);
      if ('deleted' in change) changes.set(change.path, undefined);
      else if ('id' in change) changes.set(change.path, { id: change.id, mode: change.mode });
      else changes.set(change.path, addContent(repository, before, change.path, change.content));
    }
    const tree = writeTree(repository, before, changes);
    const commit = { tree, parents: [parent], author: options.author ?? author, committer, message };
    const id = repository.objects.add('commit', formatCommit(commit));
    repository.objects.flush();
    return id;
  });
}

/** Forgets the objects that were made for something that failed. */
function collecting<T>({ objects }: EmbeddedRepository, make: () => T): T {
  try {
    return make();
  } finally {
    objects.discard();
  }
}

/** The paths that differ from a tree, with their contents among the new objects, and what the index gets. */
function collectFiles(
  repository: EmbeddedRepository,
  root: string | undefined,
  paths: readonly string[],
): { changes: Map<string, Node | undefined>; entries: IndexEntry[] } {
  const fileAt = workTree(repository);
  const changes = new Map<string, Node | undefined>();
  const entries: IndexEntry[] = [];
  for (const path of new Set(paths)) {
    const before = repository.trees.find(root, path);
    const file = fileAt(path, before?.mode);
    if (file === undefined) {
      if (before !== undefined && before.mode !== treeMode) changes.set(path, undefined);
      continue;
    }
    const { mode, stats } = file;
    const content = file.read();
    const id = objectId('blob', content);
    if (before?.id !== id) repository.objects.add('blob', content);
    if (before?.id !== id || before.mode !== mode) changes.set(path, { id, mode });
    entries.push({ path, id, mode, stage: 0, stats: toIndexStats(stats), extended: 0, assumeValid: false });
  }
  return { changes, entries };
}

/** New content keeps a file executable. */
function addContent(repository: EmbeddedRepository, root: string, path: string, content: string | Uint8Array): Node {
  const before = repository.trees.find(root, path);
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { id: repository.objects.add('blob', bytes), mode: before?.mode === '100755' ? '100755' : '100644' };
}
