import { join } from 'node:path';
import type { TreeChange } from '../../ports/git.ts';
import { type Author, formatCommit } from '../git-common/commit-object.ts';
import { nothingToCommit, unfinished } from '../git-common/failures.ts';
import { assertTreePath } from '../git-common/paths.ts';
import { headTree } from './changes.ts';
import { people } from './identity.ts';
import { type IndexEntry, updateIndex } from './index-file.ts';
import { moveRef, readHead } from './refs.ts';
import type { EmbeddedRepository } from './repository.ts';
import { requireCommit } from './resolve.ts';
import { type Node, treeMode } from './trees.ts';
import { toIndexStats, workTree } from './work-tree.ts';
import { writeTree } from './write-tree.ts';

export async function commitPaths(
  repository: EmbeddedRepository,
  paths: readonly string[],
  message: string,
): Promise<string> {
  requireNoOperation(repository);
  const { author, committer } = people(repository);
  const { commit: parent } = readHead(repository);
  return collecting(repository, async () => {
    const before = await headTree(repository);
    const { changes, entries } = await collectFiles(repository, before, paths);
    if (changes.size === 0) throw nothingToCommit();
    const tree = await writeTree(repository, before, changes);
    const parents = parent === undefined ? [] : [parent];
    const id = repository.objects.add('commit', formatCommit({ tree, parents, author, committer, message }));
    repository.objects.flush();
    moveRef(repository, 'HEAD', parent, id);
    updateIndex(repository, new Set(paths), entries);
    return id;
  });
}

export async function writeCommit(
  repository: EmbeddedRepository,
  options: {
    readonly parent: string;
    readonly changes: Iterable<TreeChange>;
    readonly message: string;
    readonly author?: Author;
  },
): Promise<string> {
  const { author, committer } = people(repository);
  const { parent, message } = options;
  return collecting(repository, async () => {
    const { tree: before } = await requireCommit(repository, parent);
    const changes = new Map<string, Node | undefined>();
    for (const change of options.changes) {
      assertTreePath(change.path);
      if ('deleted' in change) changes.set(change.path, undefined);
      else if ('id' in change) changes.set(change.path, { id: change.id, mode: change.mode });
      else changes.set(change.path, await addContent(repository, before, change.path, change.content));
    }
    const tree = await writeTree(repository, before, changes);
    const commit = { tree, parents: [parent], author: options.author ?? author, committer, message };
    const id = repository.objects.add('commit', formatCommit(commit));
    repository.objects.flush();
    return id;
  });
}

function requireNoOperation({ fs, gitFolder }: EmbeddedRepository): void {
  const states = { MERGE_HEAD: 'merge', CHERRY_PICK_HEAD: 'cherry-pick', REVERT_HEAD: 'revert' };
  for (const [file, operation] of Object.entries(states)) {
    if (fs.existsSync(join(gitFolder, file))) throw unfinished(operation);
  }
}

/** Forgets the objects that were made for something that failed. */
async function collecting<T>({ objects }: EmbeddedRepository, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } finally {
    objects.discard();
  }
}

/** The paths that differ from a tree, with their contents among the new objects, and what the index gets. */
async function collectFiles(
  repository: EmbeddedRepository,
  root: string | undefined,
  paths: readonly string[],
): Promise<{ changes: Map<string, Node | undefined>; entries: IndexEntry[] }> {
  const fileAt = workTree(repository);
  const changes = new Map<string, Node | undefined>();
  const entries: IndexEntry[] = [];
  for (const path of new Set(paths)) {
    const before = await repository.trees.find(root, path);
    const file = fileAt(path, before?.mode);
    if (file !== undefined) {
      const id = repository.objects.add('blob', file.read());
      const { mode } = file;
      if (before?.id !== id || before.mode !== mode) changes.set(path, { id, mode });
      entries.push({ path, id, mode, stage: 0, stats: toIndexStats(file.stats), extended: 0, assumeValid: false });
    } else if (before !== undefined && before.mode !== treeMode) changes.set(path, undefined);
  }
  return { changes, entries };
}

/** New content keeps a file executable. */
async function addContent(
  repository: EmbeddedRepository,
  root: string,
  path: string,
  content: string | Uint8Array,
): Promise<Node> {
  const before = await repository.trees.find(root, path);
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { id: repository.objects.add('blob', bytes), mode: before?.mode === '100755' ? '100755' : '100644' };
}
