import { exactText } from '../../load/text.ts';
import type { Git, TreeEntry } from '../../ports/git.ts';

/** A file in the object database, or one that was merged here and is not in it yet. */
export type FileState = TreeEntry | { readonly content: string };

/** The files of a commit by their paths, without those to be left out. */
export async function filesOf(
  git: Git,
  commit: string | undefined,
  leaveOut: (path: string) => boolean,
): Promise<Map<string, TreeEntry>> {
  const entries = commit === undefined ? [] : await git.tree(commit, ['']);
  return new Map(entries.filter(({ path }) => !leaveOut(path)).map((entry) => [entry.path, entry]));
}

/** Paths that two sets of files have differently, sorted. */
export function changedPaths(before: ReadonlyMap<string, TreeEntry>, after: ReadonlyMap<string, TreeEntry>): string[] {
  const paths = new Set<string>();
  for (const [path, entry] of after) if (!isSameFile(before.get(path), entry)) paths.add(path);
  for (const path of before.keys()) if (!after.has(path)) paths.add(path);
  return [...paths].sort();
}

/** Whether two files have the same content and mode; two that are not there are the same. */
export function isSameFile(a: FileState | undefined, b: FileState | undefined): boolean {
  if (!a || !b) return a === b;
  return 'id' in a && 'id' in b && a.id === b.id && a.mode === b.mode;
}

/** The texts of files, undefined for one that is not there; no list if one of them is no text in UTF-8, or a link. */
export async function readTexts(
  git: Git,
  files: readonly (FileState | undefined)[],
): Promise<(string | undefined)[] | undefined> {
  const stored = files.flatMap((file) => (file && 'id' in file ? [file] : []));
  const texts = await textsOf(git, stored);
  if (stored.some((file) => !texts.has(file))) return undefined;
  return files.map((file) => (file && 'id' in file ? texts.get(file) : file?.content));
}

/** The texts of those files that are text in UTF-8, read in one go. */
export async function textsOf(git: Git, files: readonly TreeEntry[]): Promise<Map<TreeEntry, string>> {
  const plain = files.filter(({ mode }) => mode.startsWith('100'));
  const blobs = await git.blobs([...new Set(plain.map(({ id }) => id))]);
  const texts = new Map<TreeEntry, string>();
  for (const file of plain) {
    const blob = blobs.get(file.id);
    const text = blob && !blob.includes(0) ? exactText(blob) : undefined;
    if (text !== undefined) texts.set(file, text);
  }
  return texts;
}
