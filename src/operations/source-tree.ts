import * as crypto from 'node:crypto';
import { join } from 'node:path';
import { compareText } from '../model/compare.ts';
import type { SourceEntry } from '../model/documents.ts';
import type { Entry, FileSystem } from '../ports/file-system.ts';
import type { Git, TreeEntry } from '../ports/git.ts';
import { intentPaths } from './repository.ts';

/** What people wrote, in the work tree, in a commit or in the index. Paths count from the fleet root. */
export interface SourceTree {
  /** All files below the folders of intent, sorted by path. */
  entries(): Promise<SourceEntry[]>;
  /** The contents of some of them, in one go. */
  read(entries: readonly SourceEntry[]): Promise<Map<string, Uint8Array>>;
}

/** The most bytes of a file that are read. */
export const largestFile = 16 * 1024 * 1024;

/** What is wrong with a file that has more. */
export const tooLarge = `is larger than ${largestFile / 1024 / 1024} MiB: divide it`;

/** The files as they lie on disk. */
export function workTree(fs: FileSystem, root: string): SourceTree {
  const contents = new Map<string, Uint8Array>();
  return {
    async entries() {
      const found: SourceEntry[] = [];
      const names = new Map(fs.list(root).map((entry) => [entry.name, entry]));
      for (const path of intentPaths) {
        const entry = names.get(path);
        if (entry) collect(fs, root, '', entry, found, contents);
      }
      return found.sort((a, b) => compareText(a.path, b.path));
    },
    async read(entries) {
      return new Map(entries.map(({ path }) => [path, contents.get(path) ?? fs.read(join(root, path))]));
    },
  };
}

/** The files of a commit. */
export function commitTree(git: Git, prefix: string, commit: string): SourceTree {
  return gitTree(git, prefix, (folders) => git.tree(commit, folders));
}

/** The files as they are staged. */
export function indexTree(git: Git, prefix: string): SourceTree {
  return gitTree(git, prefix, (folders) => git.index(folders));
}

function gitTree(git: Git, prefix: string, list: (folders: readonly string[]) => Promise<TreeEntry[]>): SourceTree {
  return {
    async entries() {
      const found = await list(intentPaths.map((path) => `${prefix}${path}`));
      return found.map(({ path, id, mode }) => {
        const entry = { path: path.slice(prefix.length), id };
        if (mode === '120000') return { ...entry, problem: isLink };
        return mode === '160000' ? { ...entry, problem: 'is a submodule, which clusters do not get' } : entry;
      });
    },
    async read(entries) {
      const blobs = await git.blobs([...new Set(entries.map((entry) => entry.id))]);
      return new Map(entries.map(({ path, id }) => [path, blobs.get(id) ?? new Uint8Array()]));
    },
  };
}

/** Adds the file or the folder of an entry. Links are never followed: Git keeps the link, and Flux delivers none. */
function collect(
  fs: FileSystem,
  root: string,
  parent: string,
  { name, type }: Entry,
  found: SourceEntry[],
  contents: Map<string, Uint8Array>,
): void {
  const path = `${parent}${name}`;
  if (type === 'file') found.push(readEntry(fs, root, path, contents));
  else if (type === 'link') found.push({ path, id: '', problem: linkProblem(fs, root, path) });
  else if (type === 'other') found.push({ path, id: '', problem: 'is neither a file nor a folder' });
  else if (name !== '.git') {
    if (isYaml(name))
      found.push({ path, id: '', problem: 'is a folder where a file is expected: give it a name without .yaml' });
    const entries = orRefusal(() => fs.list(join(root, path)));
    if ('code' in entries) found.push({ path, id: '', problem: `cannot be read (${entries.code})` });
    else for (const entry of entries) collect(fs, root, `${path}/`, entry, found, contents);
  }
}

function readEntry(fs: FileSystem, root: string, path: string, contents: Map<string, Uint8Array>): SourceEntry {
  const size = fs.stat(join(root, path))?.size ?? 0;
  if (size > largestFile) return { path, id: '', problem: tooLarge };
  const content = orRefusal(() => fs.read(join(root, path)));
  if ('code' in content) return { path, id: '', problem: `cannot be read (${content.code})` };
  contents.set(path, content);
  return { path, id: blobId(content) };
}

/** What is read, or the code with which the system refuses it, such as `EACCES`: one file that may not be read hides no other. */
function orRefusal<T extends object>(read: () => T): T | { readonly code: string } {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { code: String(error.code) };
    throw error;
  }
}

function linkProblem(fs: FileSystem, root: string, path: string): string {
  if (!fs.stat(join(root, path))) return 'is a link to nothing: remove it, or put here what it stands for';
  const target = fs.realPath(join(root, path));
  return target.startsWith(join(root, '/'))
    ? isLink
    : 'is a link that leaves the repository: put here what it stands for';
}

const isLink = 'is a link, and links are not followed: put here what it stands for';

function isYaml(path: string): boolean {
  return path.endsWith('.yaml') || path.endsWith('.yml');
}

/** The id that Git gives a blob with this content. */
export function blobId(content: Uint8Array): string {
  const whole = Buffer.concat([Buffer.from(`blob ${content.length}\0`), content]);
  return typeof crypto.hash === 'function'
    ? crypto.hash('sha1', whole)
    : crypto.createHash('sha1').update(whole).digest('hex');
}
