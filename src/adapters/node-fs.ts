import { dirname, join } from 'node:path';
import { UserError } from '../model/errors.ts';
import { unfinished } from '../model/leftover.ts';
import type { EntryType, FileSystem } from '../ports/file-system.ts';
import { placeBelow } from './place-below.ts';

/** What is needed of `node:fs`; the `fs` of memfs fits as well. */
export interface SyncFs {
  readFileSync(path: string): string | Uint8Array;
  readdirSync(path: string, options: { withFileTypes: true }): readonly (string | Uint8Array | NamedType)[];
  statSync(path: string, options: { throwIfNoEntry: false }): Stats | undefined;
  lstatSync(path: string, options: { throwIfNoEntry: false }): Stats | undefined;
  realpathSync(path: string): string | Uint8Array;
  mkdirSync(path: string, options: { recursive: true }): unknown;
  writeFileSync(path: string, content: string | Uint8Array, options: { flag: string }): void;
  renameSync(from: string, to: string): void;
  unlinkSync(path: string): void;
  rmdirSync(path: string): void;
  chmodSync(path: string, mode: number): void;
}

interface TypeTests {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

interface NamedType extends TypeTests {
  readonly name: string | Uint8Array;
}

interface Stats extends TypeTests {
  readonly size: number;
  readonly mode: number;
  readonly ctimeMs: number;
  readonly mtimeMs: number;
  readonly ino: number;
}

/** The files that a `node:fs` gives access to. */
export function nodeFileSystem(fs: SyncFs): FileSystem {
  const prepare = preparer(fs);
  return {
    read: (path) => bytes(fs, path),
    list(path) {
      const entries = unlessMissing(() => fs.readdirSync(path, { withFileTypes: true })) ?? [];
      return entries.filter(isNamedType).map((entry) => ({ name: String(entry.name), type: linkType(entry) }));
    },
    stat(path) {
      const stats = unlessMissing(() => fs.statSync(path, { throwIfNoEntry: false }));
      if (!stats) return undefined;
      const { size, ctimeMs, mtimeMs, ino } = stats;
      return { type: targetType(stats), size, changed: ctimeMs, modified: mtimeMs, id: ino };
    },
    readBelow(path, root) {
      const isFile = unlessMissing(() => fs.statSync(path, { throwIfNoEntry: false }))?.isFile();
      return isFile && isBelow(fs, path, root) ? bytes(fs, path) : undefined;
    },
    realPath: (path) => String(fs.realpathSync(path)),
    write: (path, content, root) => prepare(path, content, root).put(),
    prepare,
    createExclusive(path, text) {
      fs.mkdirSync(dirname(path), { recursive: true });
      try {
        fs.writeFileSync(path, text, { flag: 'wx' });
        return true;
      } catch (error) {
        if (hasCode(error, ['EEXIST'])) return false;
        throw error;
      }
    },
    remove(path, root) {
      if (dirname(path) !== root) placeBelow(fs, dirname(path), root);
      fs.unlinkSync(path);
      for (let folder = dirname(path); folder.startsWith(root) && folder !== root; folder = dirname(folder)) {
        if (!removeIfEmpty(fs, folder)) return;
      }
    },
    makeFolder(path) {
      fs.mkdirSync(path, { recursive: true });
    },
    setExecutable(path) {
      const mode = fs.statSync(path, { throwIfNoEntry: false })?.mode ?? 0o644;
      fs.chmodSync(path, (mode & 0o777) | 0o111);
    },
  };
}

function preparer(fs: SyncFs): FileSystem['prepare'] {
  const run = Math.random().toString(36).slice(2, 10);
  let count = 0;
  return (path, content, root) => {
    const target = placeBelow(fs, path, root);
    const old = fs.statSync(target, { throwIfNoEntry: false });
    if (old?.isDirectory()) throw new UserError(`${path} is a folder, where a file should be`);
    const temporary = join(dirname(target), `.${run}-${count++}${unfinished}`);
    const drop = () => unlessMissing(() => fs.unlinkSync(temporary));
    const orDrop = (action: () => void) => {
      try {
        action();
      } catch (error) {
        drop();
        throw about(path, error);
      }
    };
    orDrop(() => {
      writeNew(fs, temporary, content);
      if (old) fs.chmodSync(temporary, old.mode & 0o777);
    });
    return { put: () => orDrop(() => fs.renameSync(temporary, target)), drop };
  };
}

/** Most folders are there already, so they are made only once a write fails without them. */
function writeNew(fs: SyncFs, path: string, content: string | Uint8Array): void {
  try {
    fs.writeFileSync(path, content, { flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, ['ENOENT'])) throw error;
    fs.mkdirSync(dirname(path), { recursive: true });
    fs.writeFileSync(path, content, { flag: 'wx' });
  }
}

/** What the system refused, told of the file that was to be written: it knows the temporary one at best. */
function about(path: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return error;
  const { code, syscall, message } = error;
  const reason = /^\w+: (.*?), \w+/.exec(message)?.[1] ?? message;
  return Object.assign(new Error(`${path} cannot be written: ${reason}`, { cause: error }), { code, syscall });
}

function bytes(fs: SyncFs, path: string): Uint8Array {
  const content = fs.readFileSync(path);
  return typeof content === 'string' ? Buffer.from(content) : content;
}

function isBelow(fs: SyncFs, path: string, root: string): boolean {
  try {
    return placeBelow(fs, path, root) !== '';
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** False if it is not empty, or a link. */
function removeIfEmpty(fs: SyncFs, folder: string): boolean {
  try {
    fs.rmdirSync(folder);
    return true;
  } catch (error) {
    if (hasCode(error, ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'])) return false;
    throw error;
  }
}

/** A path with a NUL, which Node calls an argument of no value, names nothing. */
const missing = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ERR_INVALID_ARG_VALUE'];

function unlessMissing<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch (error) {
    if (hasCode(error, missing)) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code);
}

function isNamedType(entry: string | Uint8Array | NamedType): entry is NamedType {
  return typeof entry === 'object' && 'isFile' in entry;
}

function linkType(entry: TypeTests): EntryType {
  return entry.isSymbolicLink() ? 'link' : targetType(entry);
}

function targetType(entry: TypeTests): Exclude<EntryType, 'link'> {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}
