import { join } from 'node:path';
import type { PromiseFsClient } from 'isomorphic-git';

/** What is needed of `node:fs`; the `fs` of memfs fits as well. */
export interface GitFileSystem {
  readFileSync(path: string): string | Uint8Array;
  writeFileSync(path: string, content: string | Uint8Array, options: { flag: string; mode?: number }): void;
  lstatSync(path: string, options: { bigint: true; throwIfNoEntry: false }): FileStats | undefined;
  existsSync(path: string): boolean;
  readdirSync(path: string, options: { withFileTypes: true }): readonly (string | Uint8Array | NamedType)[];
  readlinkSync(path: string): string | Uint8Array;
  realpathSync(path: string): string | Uint8Array;
  symlinkSync(target: string, path: string): void;
  mkdirSync(path: string, options: { recursive: true }): unknown;
  renameSync(from: string, to: string): void;
  chmodSync(path: string, mode: number): void;
  unlinkSync(path: string): void;
  rmdirSync(path: string): void;
  readonly promises: PromiseFsClient['promises'];
}

interface TypeTests {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

export interface NamedType extends TypeTests {
  readonly name: string | Uint8Array;
}

export interface FileStats extends TypeTests {
  readonly mode: bigint;
  readonly size: bigint;
  readonly dev: bigint;
  readonly ino: bigint;
  readonly uid: bigint;
  readonly gid: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

/** What a path is, links not followed; undefined if there is nothing. */
export function look(fs: GitFileSystem, path: string): FileStats | undefined {
  return unlessMissing(() => fs.lstatSync(path, { bigint: true, throwIfNoEntry: false }));
}

export function readBytes(fs: GitFileSystem, path: string): Buffer {
  const content = fs.readFileSync(path);
  return typeof content === 'string'
    ? Buffer.from(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

/** The content of a file; undefined if there is none. */
export function readIfThere(fs: GitFileSystem, path: string): Buffer | undefined {
  return unlessMissing(() => readBytes(fs, path));
}

/** The entries of a folder; none if there is no such folder. */
export function listFolder(fs: GitFileSystem, path: string): NamedType[] {
  const entries = unlessMissing(() => fs.readdirSync(path, { withFileTypes: true })) ?? [];
  return entries.filter((entry): entry is NamedType => typeof entry === 'object' && 'name' in entry);
}

function unlessMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
}

/** Removes a folder that holds nothing but empty folders. */
export function removeEmptyFolders(fs: GitFileSystem, folder: string): void {
  for (const { name } of listFolder(fs, folder)) removeEmptyFolders(fs, join(folder, String(name)));
  fs.rmdirSync(folder);
}
