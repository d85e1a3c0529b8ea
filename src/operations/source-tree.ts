import * as crypto from 'node:crypto';
import { join } from 'node:path';
import { compareText } from '../model/compare.ts';
import type { SourceEntry } from '../model/documents.ts';
import type { FileSystem } from '../ports/file-system.ts';
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

/** The files as they lie on disk. */
export function workTree(fs: FileSystem, root: string): SourceTree {
  const contents = new Map<string, Uint8Array>();
  return {
    async entries() {
      const found: SourceEntry[] = [];
      for (const path of intentPaths) collect(fs, root, path, found, contents);
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
        if (mode === '120000') return { ...entry, problem: linkProblem(entry.path) };
        return mode === '160000' ? { ...entry, problem: 'is a submodule, which clusters do not get' } : entry;
      });
    },
    async read(entries) {
      const blobs = await git.blobs([...new Set(entries.map((entry) => entry.id))]);
      return new Map(entries.map(({ path, id }) => [path, blobs.get(id) ?? new Uint8Array()]));
    },
  };
}

function collect(
  fs: FileSystem,
  root: string,
  path: string,
  found: SourceEntry[],
  contents: Map<string, Uint8Array>,
): void {
  const stat = fs.stat(join(root, path));
  if (!stat) return;
  if (stat.type === 'folder' && !isYaml(path)) {
    collectFolder(fs, root, path, found, contents);
    return;
  }
  found.push(readEntry(fs, root, path, stat, contents));
}

function collectFolder(
  fs: FileSystem,
  root: string,
  folder: string,
  found: SourceEntry[],
  contents: Map<string, Uint8Array>,
): void {
  for (const { name, type } of fs.list(join(root, folder))) {
    const path = `${folder}/${name}`;
    if (name === '.git') continue;
    if (type === 'folder') {
      if (isYaml(name)) found.push({ path, id: '', problem: 'is a folder, but its name is that of a YAML file' });
      collectFolder(fs, root, path, found, contents);
    } else if (type === 'link') found.push(readLink(fs, root, path, contents));
    else if (type === 'file') found.push(readEntry(fs, root, path, fs.stat(join(root, path)), contents));
    else found.push({ path, id: '', problem: 'is neither a file nor a folder' });
  }
}

function readLink(fs: FileSystem, root: string, path: string, contents: Map<string, Uint8Array>): SourceEntry {
  const stat = fs.stat(join(root, path));
  if (!stat) return { path, id: '', problem: 'is a link to nothing' };
  const target = fs.realPath(join(root, path));
  if (target !== root && !target.startsWith(join(root, '/')))
    return { path, id: '', problem: 'is a link that leaves the repository' };
  if (isDelivered(path) || stat.type !== 'file') return { path, id: '', problem: linkProblem(path) };
  return readEntry(fs, root, path, stat, contents);
}

function readEntry(
  fs: FileSystem,
  root: string,
  path: string,
  stat: ReturnType<FileSystem['stat']>,
  contents: Map<string, Uint8Array>,
): SourceEntry {
  if (!stat) return { path, id: '', problem: 'is a link to nothing' };
  if (stat.type !== 'file') return { path, id: '', problem: 'is a folder where a file is expected' };
  if (stat.size > largestFile) return { path, id: '', problem: `is larger than ${largestFile / 1024 / 1024} MiB` };
  const content = fs.read(join(root, path));
  contents.set(path, content);
  return { path, id: blobId(content) };
}

function linkProblem(path: string): string {
  return isDelivered(path)
    ? 'is a link, which clusters do not get: Flux delivers files alone'
    : 'is a link; write the file itself';
}

function isDelivered(path: string): boolean {
  return path.startsWith('apps/') || path.startsWith('policies/');
}

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
