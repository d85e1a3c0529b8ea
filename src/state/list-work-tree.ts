import { join } from 'node:path';
import { compareText } from '../model/compare.ts';
import type { SourceEntry } from '../model/documents.ts';
import { blobId } from '../model/hash.ts';
import { isLeftover } from '../model/leftover.ts';
import type { Entry, FileSystem } from '../ports/file-system.ts';
import { isLink, type Listing, largestFile, nameProblem, tooLarge } from './listing.ts';
import { intentPaths, type Repository } from './repository.ts';
import { openStatCache, type StatCache } from './stat-cache.ts';

/** The files as they lie on disk. Those that were not touched since the last run are not read. */
export function listWorkTree(fs: FileSystem, repository: Repository): Listing {
  const { root } = repository;
  const contents = new Map<string, Uint8Array>();
  const entries: SourceEntry[] = [];
  const reading: Reading = { fs, root, contents, cache: openStatCache(fs, repository), found: entries };
  const names = new Map(fs.list(root).map((entry) => [entry.name, entry]));
  for (const path of intentPaths) {
    const entry = names.get(path);
    if (entry) collect(reading, '', entry);
  }
  reading.cache?.save();
  return {
    entries: entries.sort((a, b) => compareText(a.path, b.path)),
    async read(wanted) {
      return new Map(wanted.map(({ path }) => [path, contents.get(path) ?? fs.read(join(root, path))]));
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

/** Adds the file or the folder of an entry, unless a run that was broken off left it behind. Links are never followed: Git keeps the link, and Flux delivers none. */
function collect(reading: Reading, parent: string, { name, type }: Entry): void {
  const { fs, root, found } = reading;
  const path = `${parent}${name}`;
  if (isLeftover(name)) return;
  const problem = type === 'folder' ? undefined : nameProblem(path);
  if (problem !== undefined) found.push({ path, id: '', problem });
  else if (type === 'file') found.push(readEntry(reading, path));
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

function isYaml(path: string): boolean {
  return path.endsWith('.yaml') || path.endsWith('.yml');
}
