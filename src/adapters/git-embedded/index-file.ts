import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathsAbove } from '../../model/paths.ts';
import type { TreeEntry } from '../../ports/git.ts';
import { awaitFree } from '../git-common/await-free.ts';
import { look, readIfThere } from './file-system.ts';
import { replaceLocked } from './locked-file.ts';
import { needsProgram } from './needs-program.ts';
import type { EmbeddedRepository } from './repository.ts';

/** An entry of the index: what is staged, and what the file looked like then. */
export interface IndexEntry extends TreeEntry {
  /** 0, or 1 to 3 for the sides of a conflict. */
  readonly stage: number;
  readonly stats: IndexStats;
  /** The bits behind the flags that only version 3 has. */
  readonly extended: number;
  readonly assumeValid: boolean;
}

/** As Git stores it: ten numbers of 32 bits, of which this is all but mode. */
export interface IndexStats {
  readonly ctime: readonly [seconds: number, nanoseconds: number];
  readonly mtime: readonly [seconds: number, nanoseconds: number];
  readonly dev: number;
  readonly ino: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
}

export const noStats: IndexStats = { ctime: [0, 0], mtime: [0, 0], dev: 0, ino: 0, uid: 0, gid: 0, size: 0 };

/** What Git was told about the copy of a file on the disk: that it need not be there, or counts as unchanged. */
export function flagOf({ assumeValid, extended }: IndexEntry): 'skip-worktree' | 'assume-unchanged' | undefined {
  if ((extended & 0x4000) !== 0) return 'skip-worktree';
  return assumeValid ? 'assume-unchanged' : undefined;
}

/** The entries of the index, in no order; none if there is no index yet. */
export function readIndex(repository: EmbeddedRepository): IndexEntry[] {
  const file = readIfThere(repository.fs, indexPath(repository));
  if (file === undefined) return [];
  const version = file.readUInt32BE(4);
  if (version !== 2 && version !== 3) throw needsProgram(`The index of this repository has version ${version}`);
  const entries: IndexEntry[] = [];
  let position = 12;
  for (let count = file.readUInt32BE(8); count > 0; count -= 1) {
    const flags = file.readUInt16BE(position + 60);
    const start = position + ((flags & 0x4000) === 0 ? 62 : 64);
    const end = file.indexOf(0, start);
    entries.push({
      path: file.toString('utf8', start, end),
      id: file.toString('hex', position + 40, position + 60),
      mode: file.readUInt32BE(position + 24).toString(8),
      stage: (flags >> 12) & 3,
      stats: readStats(file, position),
      extended: start === position + 64 ? file.readUInt16BE(position + 62) : 0,
      assumeValid: (flags & 0x8000) !== 0,
    });
    position += paddedLength(end - position);
  }
  requireOptionalExtensions(file, position);
  return entries;
}

/**
 * Replaces the entries of these paths, and those that cannot stay beside the new ones. Just before, while no other
 * process can write the index, it does what belongs to it; if that fails, the index stays as it is.
 */
export function updateIndex(
  repository: EmbeddedRepository,
  paths: ReadonlySet<string>,
  entries: readonly IndexEntry[],
  before: () => void,
): void {
  replaceLocked(repository.fs, indexPath(repository), () => {
    const written = look(repository.fs, indexPath(repository))?.mtimeNs ?? 0n;
    const files = new Set(entries.map(({ path }) => path));
    const folders = new Set(entries.flatMap(({ path }) => [...pathsAbove(path)]));
    const isFree = (path: string) => !folders.has(path) && ![...pathsAbove(path)].some((above) => files.has(above));
    const kept = readIndex(repository)
      .filter(({ path }) => !paths.has(path) && isFree(path))
      .map((entry) => suspectIfRacy(entry, Number(written / 1_000_000_000n)));
    const content = formatIndex([...kept, ...entries]);
    before();
    return content;
  });
}

/** Waits until no other process writes the index. UserError if one goes on. */
export function awaitIndex(repository: EmbeddedRepository): Promise<void> {
  return awaitFree(`${indexPath(repository)}.lock`, (path) => repository.fs.existsSync(path));
}

/**
 * A file that is not older than the index may have changed since, within a tick of the clock. Git reads such files; the
 * new index is younger, so the size 0 tells Git to read them all the same.
 */
function suspectIfRacy(entry: IndexEntry, written: number): IndexEntry {
  return entry.stats.mtime[0] < written ? entry : { ...entry, stats: { ...entry.stats, size: 0 } };
}

function formatIndex(entries: readonly IndexEntry[]): Buffer {
  const rows = entries.map((entry) => ({ entry, key: Buffer.from(entry.path) }));
  rows.sort((a, b) => Buffer.compare(a.key, b.key) || a.entry.stage - b.entry.stage);
  const header = Buffer.from('DIRC\0\0\0\0\0\0\0\0', 'latin1');
  header.writeUInt32BE(entries.some(({ extended }) => extended !== 0) ? 3 : 2, 4);
  header.writeUInt32BE(entries.length, 8);
  const body = Buffer.concat([header, ...rows.map(({ entry, key }) => formatEntry(entry, key))]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
}

function formatEntry({ id, mode, stage, stats, extended, assumeValid }: IndexEntry, path: Buffer): Buffer {
  const start = extended === 0 ? 62 : 64;
  const row = Buffer.alloc(paddedLength(start + path.length));
  const { ctime, mtime, dev, ino, uid, gid, size } = stats;
  const numbers = [...ctime, ...mtime, dev, ino, Number.parseInt(mode, 8), uid, gid, size];
  for (const [i, number] of numbers.entries()) row.writeUInt32BE(number, i * 4);
  row.write(id, 40, 'hex');
  const flags = (assumeValid ? 0x8000 : 0) | (extended === 0 ? 0 : 0x4000) | (stage << 12);
  row.writeUInt16BE(flags | Math.min(path.length, 0xfff), 60);
  if (extended !== 0) row.writeUInt16BE(extended, 62);
  path.copy(row, start);
  return row;
}

function readStats(file: Buffer, position: number): IndexStats {
  const number = (i: number) => file.readUInt32BE(position + i * 4);
  return {
    ctime: [number(0), number(1)],
    mtime: [number(2), number(3)],
    dev: number(4),
    ino: number(5),
    uid: number(7),
    gid: number(8),
    size: number(9),
  };
}

/** Each entry ends with one to eight NULs. */
function paddedLength(length: number): number {
  return Math.floor(length / 8) * 8 + 8;
}

/** Extensions whose name begins with a capital may be dropped; the others change what the index means. */
function requireOptionalExtensions(file: Buffer, start: number): void {
  let position = start;
  while (position + 28 <= file.length) {
    const name = file.toString('latin1', position, position + 4);
    if (name < 'A' || name > '[') throw needsProgram('The index of this repository is split or sparse');
    position += 8 + file.readUInt32BE(position + 4);
  }
}

function indexPath({ gitFolder }: EmbeddedRepository): string {
  return join(gitFolder, 'index');
}
