import { dirname, join } from 'node:path';
import { isBranchName } from '../../model/branch-name.ts';
import { pathsAbove } from '../../model/paths.ts';
import type { TreeEntry } from '../../ports/git.ts';
import { branchElsewhere, noBranch, noCommitYet, wouldOverwrite } from '../git-common/failures.ts';
import { insideFolders } from '../git-common/work-tree.ts';
import { compareTrees, type Difference } from './compare-trees.ts';
import { listFolder, look, removeEmptyFolders } from './file-system.ts';
import { awaitIndex, type IndexEntry, noStats, readIndex, updateIndex } from './index-file.ts';
import { hasRefsBelow, moveRef, pointHead, readHead, readRef } from './refs.ts';
import type { EmbeddedRepository } from './repository.ts';
import { requireCommit } from './resolve.ts';
import { type Node, submoduleMode } from './trees.ts';
import { blobId, toIndexStats, workTree } from './work-tree.ts';

export async function moveTo(repository: EmbeddedRepository, commit: string): Promise<void> {
  const { commit: old } = readHead(repository);
  if (old === commit) return;
  const before = old === undefined ? undefined : requireCommit(repository, old).tree;
  const differences = compareTrees(repository.trees, before, requireCommit(repository, commit).tree);
  await awaitIndex(repository);
  requireUnchanged(repository, differences);
  for (const { path, to } of differences) if (to === undefined) remove(repository, path);
  for (const { path, to } of differences) if (to !== undefined) write(repository, path, to);
  const entries = differences.flatMap(({ path, to }) => (to === undefined ? [] : [indexEntry(repository, path, to)]));
  const paths = new Set(differences.map(({ path }) => path));
  updateIndex(repository, paths, entries, () => moveRef(repository, 'HEAD', old, commit));
}

/** Files that differ must be in index and work tree as they are in HEAD, or already as they will be. */
function requireUnchanged(repository: EmbeddedRepository, differences: readonly Difference[]): void {
  const fileAt = workTree(repository);
  const staged = new Map<string, TreeEntry>(readIndex(repository).map((entry) => [entry.path, entry]));
  const isFree = freePlaces(repository, new Set(differences.filter(({ to }) => !to).map(({ path }) => path)));
  const lost: string[] = [];
  for (const { path, from, to } of differences) {
    if (from?.mode === submoduleMode || to?.mode === submoduleMode) continue;
    const file = fileAt(path, from?.mode ?? to?.mode);
    const now = file && { mode: file.mode, id: blobId(file) };
    const isKept = [now, staged.get(path)].every((state) => isSame(state, from) || isSame(state, to));
    if (!isKept || (to !== undefined && !isFree(path))) lost.push(path);
  }
  if (lost.length > 0) throw wouldOverwrite(lost.sort());
}

function isSame(a: Node | undefined, b: Node | undefined): boolean {
  return a?.id === b?.id && a?.mode === b?.mode;
}

/** Tells whether a file can be made: nothing that stays is in its place, or in the place of a folder above it. */
function freePlaces({ fs, root }: EmbeddedRepository, removed: ReadonlySet<string>): (path: string) => boolean {
  const lookAt = (path: string) => look(fs, join(root, path));
  const isInside = insideFolders((path) => {
    const stats = removed.has(path) ? undefined : lookAt(path);
    return stats ?? { isDirectory: () => true };
  });
  function isGone(path: string): boolean {
    if (!lookAt(path)?.isDirectory()) return removed.has(path);
    return listFolder(fs, join(root, path)).every(({ name }) => isGone(`${path}/${String(name)}`));
  }
  return (path) => isInside(path) && (!lookAt(path)?.isDirectory() || isGone(path));
}

/** Takes a file away, and the folders above it that become empty. */
export function remove({ fs, root }: EmbeddedRepository, path: string): void {
  const stats = look(fs, join(root, path));
  if (stats === undefined || stats.isDirectory()) return;
  fs.unlinkSync(join(root, path));
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (listFolder(fs, join(root, folder)).length > 0) return;
    fs.rmdirSync(join(root, folder));
  }
}

/** Puts a file in its place. */
export function write({ fs, root, objects }: EmbeddedRepository, path: string, { id, mode }: Node): void {
  const target = join(root, path);
  const stats = look(fs, target);
  if (mode === submoduleMode) {
    fs.mkdirSync(target, { recursive: true });
    return;
  }
  const content = objects.read(id)?.content;
  if (content === undefined) throw new Error(`no such object: ${id}`);
  if (stats?.isDirectory()) removeEmptyFolders(fs, target);
  else if (stats !== undefined) fs.unlinkSync(target);
  fs.mkdirSync(dirname(target), { recursive: true });
  if (mode === '120000') fs.symlinkSync(content.toString('utf8'), target);
  else fs.writeFileSync(target, content, { flag: 'wx', mode: mode === '100755' ? 0o777 : 0o666 });
}

/** What the index gets for a file that was just written. */
export function indexEntry({ fs, root }: EmbeddedRepository, path: string, { id, mode }: Node): IndexEntry {
  const stats = mode === submoduleMode ? undefined : look(fs, join(root, path));
  const kept = stats === undefined ? noStats : toIndexStats(stats);
  return { path, id, mode, stage: 0, stats: kept, extended: 0, assumeValid: false };
}

export function switchHere(repository: EmbeddedRepository, branch: string): void {
  if (!isBranchName(branch)) throw noBranch(branch, 'a branch cannot have this name');
  const { commit } = readHead(repository);
  if (commit === undefined) throw noCommitYet();
  const ref = `refs/heads/${branch}`;
  const there = readRef(repository, ref);
  if (there !== undefined && there !== commit) throw branchElsewhere(branch);
  if (there === undefined) {
    for (const above of pathsAbove(branch))
      if (readRef(repository, `refs/heads/${above}`)) throw noBranch(branch, `there is a branch ${above}`);
    if (hasRefsBelow(repository, ref)) throw noBranch(branch, `there are branches ${branch}/...`);
    moveRef(repository, ref, undefined, commit);
  }
  pointHead(repository, ref);
}
