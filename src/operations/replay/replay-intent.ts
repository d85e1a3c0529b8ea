import { by } from '../../model/compare.ts';
import type { CommitInfo, Git, TreeChange } from '../../ports/git.ts';
import { changedPaths, type FileState, filesOf, isSameFile } from './file-states.ts';
import { mergeFiles } from './merge-files.ts';
import { findMoves } from './moved-files.ts';
import type { FileConflict, Overlap, Sides } from './sides.ts';

/** What people changed in one commit, as it goes on top of another. */
export interface ReplayedCommit {
  /** The local commit that it was. */
  readonly id: string;
  readonly message: string;
  readonly author: CommitInfo['author'];
  readonly changes: readonly TreeChange[];
}

/** The outcome: commits to write, oldest first, or what has to be decided, sorted by path. */
export type Replay = { readonly commits: readonly ReplayedCommit[] } | { readonly conflicts: readonly FileConflict[] };

/** Commits, and what they go on top of. */
export interface ToReplay {
  /** Counted from the root of the Git work tree, with a slash at the end. */
  readonly prefix: string;
  /** Oldest first, each the parent of the next. */
  readonly local: readonly CommitInfo[];
  /** The commit that both sides go back to: what differs from it, others changed. */
  readonly base: string;
  readonly onto: string;
  /** Whether a path is one of a generated file, which is left out. */
  isGenerated(path: string): boolean;
}

/**
 * Takes what local commits changed, generated files left out, and puts it on top of what others pushed. Reads the
 * object database alone. A file of objects that both sides changed is merged by its objects, any other one by lines;
 * what one side moved elsewhere is changed there; commits that are in `onto` already vanish.
 */
export async function replayIntent(git: Git, replay: ToReplay): Promise<Replay> {
  const read = (commit: string | undefined) => filesOf(git, commit, replay.isGenerated);
  const { local, prefix } = replay;
  const [base, onto] = [await read(replay.base), await read(replay.onto)];
  const there = { base, onto, moves: findMoves(git, base, onto), current: new Map<string, FileState>(onto) };
  const commits: ReplayedCommit[] = [];
  const conflicts = new Map<string, FileConflict>();
  let parent = await read(local[0]?.parents[0]);
  for (const { id, message, author } of local) {
    const tree = await read(id);
    const { changes, clashes } = await replayChanges(git, { ...there, prefix, parent, tree });
    for (const clash of clashes) conflicts.set(clash.path, clash);
    if (changes.size > 0) commits.push({ id, message, author, changes: [...changes.values()] });
    parent = tree;
  }
  return conflicts.size > 0 ? { conflicts: [...conflicts.values()].sort(by(({ path }) => path)) } : { commits };
}

/** What becomes of the files of one commit. `current` is brought up to date. */
async function replayChanges(
  git: Git,
  sides: Sides,
): Promise<{ changes: Map<string, TreeChange>; clashes: readonly FileConflict[] }> {
  const { parent, tree, current, moves } = sides;
  const changes = new Map<string, TreeChange>();
  const put = (path: string, state: FileState | undefined) => {
    if (isSameFile(current.get(path), state)) return;
    changes.set(path, changeTo(path, state));
    if (state) current.set(path, state);
    else current.delete(path);
  };
  const overlaps: Overlap[] = [];
  for (const path of changedPaths(parent, tree)) {
    const [before, after, there] = [parent.get(path), tree.get(path), current.get(path)];
    if (isSameFile(there, after) && (there || !before)) continue;
    if (!isSameFile(there, before)) overlaps.push({ path, before, after, there });
    else put((!before && (await moves.ofNew(path))) || path, after);
  }
  const { merged, clashes } = await mergeFiles(git, sides, overlaps);
  for (const [path, state] of merged) put(path, state);
  return { changes, clashes };
}

function changeTo(path: string, state: FileState | undefined): TreeChange {
  if (!state) return { path, deleted: true };
  return 'id' in state ? { path, id: state.id, mode: state.mode } : { path, content: state.content };
}
