import { diff3Merge } from 'node-diff3';
import { generatedFolders } from '../generate/layout.ts';
import type { CommitInfo, Git, TreeChange, TreeEntry } from '../ports/git.ts';

/** What people changed in one commit, as it goes on top of another. */
export interface ReplayedCommit {
  /** The local commit that it was. */
  readonly id: string;
  readonly message: string;
  readonly author: CommitInfo['author'];
  readonly changes: readonly TreeChange[];
}

/** The outcome: commits to write, oldest first, or the files that both sides changed in one place. */
export type Replay = { readonly commits: readonly ReplayedCommit[] } | { readonly conflicts: readonly string[] };

/**
 * Takes what local commits changed, generated files left out, and puts it on top of what others pushed. Reads the
 * object database alone. A file that both sides changed is merged by lines; commits that are in `onto` already vanish.
 */
export async function replayIntent(
  git: Git,
  prefix: string,
  local: readonly CommitInfo[],
  base: string | undefined,
  onto: string,
): Promise<Replay> {
  const isGenerated = (path: string) => generatedFolders.some((folder) => path.startsWith(`${prefix}${folder}/`));
  const current: Map<string, TreeEntry | Merged> = byPath(await git.tree(onto, ['']), isGenerated);
  const commits: ReplayedCommit[] = [];
  const conflicts = new Set<string>();
  let parent = base === undefined ? new Map<string, TreeEntry>() : byPath(await git.tree(base, ['']), isGenerated);
  for (const commit of local) {
    const tree = byPath(await git.tree(commit.id, ['']), isGenerated);
    const changes: TreeChange[] = [];
    for (const path of changedPaths(parent, tree)) {
      const outcome = await replayFile(git, path, parent.get(path), tree.get(path), current);
      if (outcome === 'conflict') conflicts.add(path);
      else if (outcome) changes.push(outcome);
    }
    if (changes.length > 0) commits.push({ id: commit.id, message: commit.message, author: commit.author, changes });
    parent = tree;
  }
  return conflicts.size > 0 ? { conflicts: [...conflicts].sort() } : { commits };
}

/** Updates `current` and says what to change; undefined where nothing is to be done. */
async function replayFile(
  git: Git,
  path: string,
  before: TreeEntry | undefined,
  after: TreeEntry | undefined,
  current: Map<string, TreeEntry | Merged>,
): Promise<TreeChange | 'conflict' | undefined> {
  const there = current.get(path);
  if (same(there, after)) return undefined;
  if (same(there, before)) {
    if (!after) {
      current.delete(path);
      return { path, deleted: true };
    }
    current.set(path, after);
    return { path, id: after.id, mode: after.mode };
  }
  if (!before || !after || !there) return 'conflict';
  const content = await mergeLines(git, there, before, after);
  if (content === undefined) return 'conflict';
  current.set(path, { content });
  return { path, content };
}

/** A file that was merged here and is not in the object database yet. */
interface Merged {
  readonly content: string;
}

/** Merges texts by lines; undefined where both sides changed the same lines, or one of them is no text. */
async function mergeLines(
  git: Git,
  ours: TreeEntry | Merged,
  before: TreeEntry,
  theirs: TreeEntry,
): Promise<string | undefined> {
  const stored = [before, theirs, ...('id' in ours ? [ours] : [])];
  if (stored.some(({ mode }) => !mode.startsWith('100'))) return undefined;
  const blobs = await git.blobs([...new Set(stored.map(({ id }) => id))]);
  const sides = [ours, before, theirs].map((entry) => ('id' in entry ? readText(blobs.get(entry.id)) : entry.content));
  const [a, o, b] = sides.map((text) => text?.split('\n'));
  if (!a || !o || !b) return undefined;
  const merged: string[] = [];
  for (const region of diff3Merge(a, o, b, { excludeFalseConflicts: true })) {
    if (!region.ok) return undefined;
    merged.push(...region.ok);
  }
  return merged.join('\n');
}

/** The text of a blob, a byte order mark included; undefined where it is not text in UTF-8. */
function readText(blob: Uint8Array | undefined): string | undefined {
  if (!blob || blob.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(blob);
  } catch {
    return undefined;
  }
}

function byPath(entries: readonly TreeEntry[], leaveOut: (path: string) => boolean): Map<string, TreeEntry> {
  return new Map(entries.filter(({ path }) => !leaveOut(path)).map((entry) => [entry.path, entry]));
}

function changedPaths(before: ReadonlyMap<string, TreeEntry>, after: ReadonlyMap<string, TreeEntry>): string[] {
  const paths = new Set<string>();
  for (const [path, entry] of after) if (!same(before.get(path), entry)) paths.add(path);
  for (const path of before.keys()) if (!after.has(path)) paths.add(path);
  return [...paths].sort();
}

function same(a: TreeEntry | Merged | undefined, b: TreeEntry | undefined): boolean {
  if (!a || !b) return a === b;
  return 'id' in a && a.id === b.id && a.mode === b.mode;
}
