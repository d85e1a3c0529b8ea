import * as crypto from 'node:crypto';
import { join } from 'node:path';
import { compareText } from '../model/compare.ts';
import type { SourceEntry } from '../model/documents.ts';
import type { Entry, FileSystem } from '../ports/file-system.ts';
import type { Git, TreeEntry } from '../ports/git.ts';
import { intentPaths, type Repository } from './repository.ts';
import { openStatCache, type StatCache } from './stat-cache.ts';

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

/** Whether two readings of one tree found the same files with the same contents. */
export function sameEntries(a: readonly SourceEntry[], b: readonly SourceEntry[]): boolean {
  return a.length === b.length && a.every(({ path, id }, at) => path === b[at]?.path && id === b[at].id);
}

/** The files as they lie on disk. */
export function workTree(fs: FileSystem, repository: Repository): SourceTree {
  const { root } = repository;
  const contents = new Map<string, Uint8Array>();
  return {
    async entries() {
      const found: SourceEntry[] = [];
      const reading: Reading = { fs, root, contents, cache: openStatCache(fs, repository), found };
      const names = new Map(fs.list(root).map((entry) => [entry.name, entry]));
      for (const path of intentPaths) {
        const entry = names.get(path);
        if (entry) collect(reading, '', entry);
      }
      reading.cache?.save();
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

/** A tree with other texts in some files, on top of the files that it has; undefined takes a file away. */
export function changedTree(
  tree: SourceTree,
  entries: readonly SourceEntry[],
  changes: ReadonlyMap<string, string | undefined>,
): SourceTree {
  const contents = new Map<string, Uint8Array>();
  for (const [path, text] of changes) if (text !== undefined) contents.set(path, Buffer.from(text));
  return {
    async entries() {
      const changed = Array.from(contents, ([path, content]) => ({ path, id: blobId(content) }));
      const kept = entries.filter(({ path }) => !changes.has(path));
      return [...kept, ...changed].sort((a, b) => compareText(a.path, b.path));
    },
    async read(wanted) {
      const found = await tree.read(wanted.filter(({ path }) => !contents.has(path)));
      for (const { path } of wanted) {
        const content = contents.get(path);
        if (content) found.set(path, content);
      }
      return found;
    },
  };
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

/** A work tree that is being read. */
interface Reading {
  readonly fs: FileSystem;
  readonly root: string;
  /** What was read, so that it need not be read again. */
  readonly contents: Map<string, Uint8Array>;
  readonly cache: StatCache | undefined;
  readonly found: SourceEntry[];
}

/** Adds the file or the folder of an entry. Links are never followed: Git keeps the link, and Flux delivers none. */
function collect(reading: Reading, parent: string, { name, type }: Entry): void {
  const { fs, root, found } = reading;
  const path = `${parent}${name}`;
  if (type === 'file') found.push(readEntry(reading, path));
  else if (type === 'link') found.push({ path, id: '', problem: linkProblem(fs, root, path) });
  else if (type === 'other') found.push({ path, id: '', problem: 'is neither a file nor a folder' });
  else if (name !== '.git') {
    if (isYaml(name))
      found.push({ path, id: '', problem: 'is a folder where a file is expected: give it a name without .yaml' });
    const entries = orRefusal(() => fs.list(join(root, path)));
    if ('code' in entries) found.push({ path, id: '', problem: `cannot be read (${entries.code})` });
    else for (const entry of entries) collect(reading, `${path}/`, entry);
  }
}

function readEntry({ fs, root, contents, cache }: Reading, path: string): SourceEntry {
  const stat = fs.stat(join(root, path));
  if (stat && stat.size > largestFile) return { path, id: '', problem: tooLarge };
  const known = stat && cache?.idOf(path, stat);
  if (known !== undefined) return { path, id: known };
  const content = orRefusal(() => fs.read(join(root, path)));
  if ('code' in content) return { path, id: '', problem: `cannot be read (${content.code})` };
  contents.set(path, content);
  const id = blobId(content);
  if (stat) cache?.set(path, stat, id);
  return { path, id };
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
