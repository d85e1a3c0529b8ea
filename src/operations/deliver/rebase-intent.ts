import type { FieldConflict } from '../../edit/merge-object.ts';
import { mergeObjects, mergeTexts } from '../../edit/merge-objects.ts';
import { generatedFolders } from '../../generate/layout.ts';
import { isIntentFile } from '../../load/source-files.ts';
import { by } from '../../model/compare.ts';
import type { CommitInfo, Git, TreeChange, TreeEntry } from '../../ports/git.ts';

/** What people changed in one commit, as it goes on top of another. */
export interface ReplayedCommit {
  /** The local commit that it was. */
  readonly id: string;
  readonly message: string;
  readonly author: CommitInfo['author'];
  readonly changes: readonly TreeChange[];
}

/** A file that both sides changed in ways that do not go together. */
export interface FileConflict {
  /** Counted from the root of the Git work tree. */
  readonly path: string;
  /** What does not go together; none: the same lines, or it is no text. */
  readonly fields: readonly FieldConflict[];
}

/** The outcome: commits to write, oldest first, or what has to be decided, sorted by path. */
export type Replay = { readonly commits: readonly ReplayedCommit[] } | { readonly conflicts: readonly FileConflict[] };

/**
 * Takes what local commits changed, generated files left out, and puts it on top of what others pushed. Reads the
 * object database alone. A file of objects that both sides changed is merged by its objects, any other one by lines;
 * commits that are in `onto` already vanish.
 */
export async function replayIntent(
  git: Git,
  prefix: string,
  local: readonly CommitInfo[],
  base: string | undefined,
  onto: string,
): Promise<Replay> {
  const isGenerated = (path: string) => generatedFolders.some((folder) => path.startsWith(`${prefix}${folder}/`));
  const current: Map<string, FileState> = byPath(await git.tree(onto, ['']), isGenerated);
  const commits: ReplayedCommit[] = [];
  const conflicts = new Map<string, FileConflict>();
  let parent = base === undefined ? new Map<string, TreeEntry>() : byPath(await git.tree(base, ['']), isGenerated);
  for (const commit of local) {
    const tree = byPath(await git.tree(commit.id, ['']), isGenerated);
    const changes: TreeChange[] = [];
    for (const path of changedPaths(parent, tree)) {
      if (conflicts.has(path)) continue;
      const [before, after] = [parent.get(path), tree.get(path)];
      const outcome = await replayFile(git, path, hasObjects(prefix, path), before, after, current.get(path));
      if ('fields' in outcome) conflicts.set(path, outcome);
      else if (outcome.change) {
        changes.push(outcome.change);
        if (outcome.state) current.set(path, outcome.state);
        else current.delete(path);
      }
    }
    if (changes.length > 0) commits.push({ id: commit.id, message: commit.message, author: commit.author, changes });
    parent = tree;
  }
  return conflicts.size > 0 ? { conflicts: [...conflicts.values()].sort(by(({ path }) => path)) } : { commits };
}

/** A file in the object database, or one that was merged here and is not in it yet. */
type FileState = TreeEntry | { readonly content: string };

/** What to change, and the file afterwards; neither where nothing is to be done. */
interface Replayed {
  readonly change?: TreeChange;
  readonly state?: FileState;
}

async function replayFile(
  git: Git,
  path: string,
  asObjects: boolean,
  before: TreeEntry | undefined,
  after: TreeEntry | undefined,
  there: FileState | undefined,
): Promise<Replayed | FileConflict> {
  if (same(there, after)) return {};
  if (same(there, before)) {
    if (!after) return { change: { path, deleted: true } };
    return { change: { path, id: after.id, mode: after.mode }, state: after };
  }
  const texts = await readTexts(git, [before, after, there]);
  if (!texts) return { path, fields: [] };
  const merged = asObjects ? mergeObjects(...texts) : mergeTexts(...texts);
  if ('conflicts' in merged) return { path, fields: merged.conflicts };
  const { text } = merged;
  if (text === texts[2]) return {};
  return text === undefined
    ? { change: { path, deleted: true } }
    : { change: { path, content: text }, state: { content: text } };
}

/** Whether a file holds objects, or a kustomization: manifests are merged by lines, since the order in their lists counts. */
function hasObjects(prefix: string, path: string): boolean {
  if (!path.startsWith(prefix)) return false;
  const inFleet = path.slice(prefix.length);
  return isIntentFile(inFleet) || /^(apps|policies)\/(.*\/)?(kustomization\.ya?ml|Kustomization)$/.test(inFleet);
}

/** Before, ours and theirs; undefined: no such file. */
type Texts = [string | undefined, string | undefined, string | undefined];

type FileStates = readonly [FileState | undefined, FileState | undefined, FileState | undefined];

/** Undefined where one of them is no text in UTF-8, or no file but a link. */
async function readTexts(git: Git, files: FileStates): Promise<Texts | undefined> {
  const stored = files.flatMap((file) => (file && 'id' in file ? [file] : []));
  if (stored.some(({ mode }) => !mode.startsWith('100'))) return undefined;
  const blobs = await git.blobs([...new Set(stored.map(({ id }) => id))]);
  const texts = new Map(Array.from(blobs, ([id, blob]) => [id, readText(blob)]));
  if ([...texts.values()].includes(undefined)) return undefined;
  const textOf = (file: FileState | undefined) => (file && 'id' in file ? texts.get(file.id) : file?.content);
  return [textOf(files[0]), textOf(files[1]), textOf(files[2])];
}

/** The text of a blob, a byte order mark included; undefined where it is not text in UTF-8. */
function readText(blob: Uint8Array): string | undefined {
  if (blob.includes(0)) return undefined;
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

function same(a: FileState | undefined, b: TreeEntry | undefined): boolean {
  if (!a || !b) return a === b;
  return 'id' in a && a.id === b.id && a.mode === b.mode;
}
