import type { CommitOptions, NewCommit, TreeChange } from '../../ports/git.ts';
import { formatCommit } from '../git-common/commit-object.ts';
import { nothingToCommit, requireNoOperation } from '../git-common/failures.ts';
import { assertTreePath } from '../git-common/paths.ts';
import { headTree } from './changes.ts';
import { compareTrees, type Difference } from './compare-trees.ts';
import { people } from './identity.ts';
import { awaitIndex, type IndexEntry, noStats, readIndex, updateIndex } from './index-file.ts';
import { operation } from './operation.ts';
import { moveRef, readHead } from './refs.ts';
import type { EmbeddedRepository } from './repository.ts';
import { requireCommit, requireTree } from './resolve.ts';
import { type Node, submoduleMode } from './trees.ts';
import { blobId, toIndexStats, workTree } from './work-tree.ts';
import { addTree } from './write-tree.ts';

export async function commitTree(
  repository: EmbeddedRepository,
  { tree, message, prove }: CommitOptions,
): Promise<string> {
  requireNoOperation(operation(repository));
  const { author, committer } = people(repository);
  await awaitIndex(repository);
  const { commit: parent } = readHead(repository);
  const differences = compareTrees(repository.trees, headTree(repository), tree);
  if (differences.length === 0) throw nothingToCommit();
  const id = collecting(repository, () => {
    const parents = parent === undefined ? [] : [parent];
    const made = repository.objects.add('commit', formatCommit({ tree, parents, author, committer, message }));
    repository.objects.flush();
    return made;
  });
  await prove?.(id);
  const paths = new Set(differences.map(({ path }) => path));
  updateIndex(repository, paths, entriesOf(repository, differences), () => moveRef(repository, 'HEAD', parent, id));
  return id;
}

export function writeCommit(
  repository: EmbeddedRepository,
  { parent, changes, message, author: given }: NewCommit,
): string {
  const { author, committer } = people(repository);
  return collecting(repository, () => {
    const base = parent === undefined ? undefined : requireCommit(repository, parent).tree;
    const tree = addChanges(repository, base, changes);
    const parents = parent === undefined ? [] : [parent];
    const commit = { tree, parents, author: given ?? author, committer, message };
    const id = repository.objects.add('commit', formatCommit(commit));
    repository.objects.flush();
    return id;
  });
}

export function writeTree(
  repository: EmbeddedRepository,
  base: string | undefined,
  changes: Iterable<TreeChange>,
): string {
  return collecting(repository, () => {
    const tree = addChanges(repository, base === undefined ? undefined : requireTree(repository, base), changes);
    repository.objects.flush();
    return tree;
  });
}

/** Adds a tree with changes to the new objects; its id. */
function addChanges(repository: EmbeddedRepository, base: string | undefined, changes: Iterable<TreeChange>): string {
  const nodes = new Map<string, Node | undefined>();
  for (const change of changes) {
    assertTreePath(change.path);
    if ('deleted' in change) nodes.set(change.path, undefined);
    else if ('id' in change) nodes.set(change.path, { id: change.id, mode: change.mode });
    else nodes.set(change.path, addContent(repository, base, change.path, change.content));
  }
  return addTree(repository, base, nodes);
}

/** What the index gets for files that differ. What Git was told about their copies on the disk stays so. */
function entriesOf(repository: EmbeddedRepository, differences: readonly Difference[]): IndexEntry[] {
  const fileAt = workTree(repository);
  const before = new Map(readIndex(repository).map((entry) => [entry.path, entry]));
  return differences.flatMap(({ path, to }) => {
    if (!to) return [];
    const { extended = 0, assumeValid = false } = before.get(path) ?? {};
    const file = to.mode === submoduleMode ? undefined : fileAt(path, to.mode);
    const stats = file && blobId(file) === to.id ? toIndexStats(file.stats) : noStats;
    return [{ path, ...to, stage: 0, stats, extended, assumeValid }];
  });
}

/** Forgets the objects that were made for something that failed. */
export function collecting<T>({ objects }: EmbeddedRepository, make: () => T): T {
  try {
    return make();
  } finally {
    objects.discard();
  }
}

/** New content keeps a file executable. */
function addContent(
  repository: EmbeddedRepository,
  root: string | undefined,
  path: string,
  content: string | Uint8Array,
): Node {
  const before = repository.trees.find(root, path);
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { id: repository.objects.add('blob', bytes), mode: before?.mode === '100755' ? '100755' : '100644' };
}
