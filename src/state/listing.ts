import { compareText } from '../model/compare.ts';
import type { SourceEntry } from '../model/documents.ts';
import { blobId } from '../model/hash.ts';
import type { Git, TreeEntry } from '../ports/git.ts';
import { intentPaths } from './repository.ts';

/** The files that people wrote, in the work tree, in a commit or in the index. Paths count from the fleet root. */
export interface Listing {
  /** All files below the folders of intent, sorted by path. */
  readonly entries: readonly SourceEntry[];
  /** The contents of some of them, in one go. */
  read(entries: readonly SourceEntry[]): Promise<Map<string, Uint8Array>>;
}

/** The most bytes of a file that are read. */
export const largestFile = 16 * 1024 * 1024;

/** What is wrong with a file that has more. */
export const tooLarge = `is larger than ${largestFile / 1024 / 1024} MiB: divide it`;

/** What is wrong with a link inside the repository. */
export const isLink = 'is a link, and links are not followed: put here what it stands for';

/** What is wrong with a repository inside the repository. */
export const isSubmodule = 'is a submodule, which clusters do not get';

/** What is wrong with a name, as Git and the system allow them and no list or message can show them; undefined if nothing. */
export function nameProblem(path: string): string | undefined {
  return /[\x00-\x1f\x7f]/.test(path)
    ? 'has a line end or another control character in its name: rename it'
    : undefined;
}

/** New texts of files by their paths, counted from the fleet root; undefined: the file goes. */
export type FileTexts = ReadonlyMap<string, string | undefined>;

/** The files of a commit. */
export async function listCommit(git: Git, prefix: string, commit: string): Promise<Listing> {
  return inGit(git, prefix, await git.tree(commit, foldersBelow(prefix)));
}

/** The files as they are staged. */
export async function listIndex(git: Git, prefix: string): Promise<Listing> {
  return inGit(git, prefix, await git.index(foldersBelow(prefix)));
}

/** The files that Git does not expect on the disk, as they are staged. */
export async function listAbsent(git: Git, prefix: string): Promise<Listing> {
  return inGit(git, prefix, await git.absent(foldersBelow(prefix)));
}

/** The same files with other texts in some of them, which may be new. */
export function withTexts(listing: Listing, texts: FileTexts): Listing {
  const contents = new Map<string, Uint8Array>();
  for (const [path, text] of texts) if (text !== undefined) contents.set(path, Buffer.from(text));
  const changed = Array.from(contents, ([path, content]) => ({ path, id: blobId(content) }));
  const kept = listing.entries.filter(({ path }) => !texts.has(path));
  return {
    entries: [...kept, ...changed].sort((a, b) => compareText(a.path, b.path)),
    async read(wanted) {
      const found = await listing.read(wanted.filter(({ path }) => !contents.has(path)));
      for (const { path } of wanted) {
        const content = contents.get(path);
        if (content) found.set(path, content);
      }
      return found;
    },
  };
}

/** Whether two readings found the same files with the same contents. */
export function sameEntries(a: readonly SourceEntry[], b: readonly SourceEntry[]): boolean {
  return a.length === b.length && a.every(({ path, id }, at) => path === b[at]?.path && id === b[at].id);
}

function foldersBelow(prefix: string): string[] {
  return intentPaths.map((path) => `${prefix}${path}`);
}

function problemOf(mode: string): string | undefined {
  if (mode === '120000') return isLink;
  return mode === '160000' ? isSubmodule : undefined;
}

function inGit(git: Git, prefix: string, found: readonly TreeEntry[]): Listing {
  return {
    entries: found.map(({ path, id, mode }) => {
      const entry = { path: path.slice(prefix.length), id };
      const problem = problemOf(mode) ?? nameProblem(path);
      return problem === undefined ? entry : { ...entry, problem };
    }),
    async read(entries) {
      const blobs = await git.blobs([...new Set(entries.map(({ id }) => id))]);
      return new Map(entries.map(({ path, id }) => [path, blobs.get(id) ?? new Uint8Array()]));
    },
  };
}
