import { mustGet } from '../model/at.ts';
import type { ContentBuild, GeneratedFile } from '../model/generated.ts';
import { type HashedFile, hashOf } from '../model/hashed-folder.ts';
import { copyOf } from './copies.ts';

/** The bytes of files that people wrote, by their paths in the fleet. */
export type FileBytes = ReadonlyMap<string, Uint8Array>;

/** The files of a content, with paths in its folder. Throws if the bytes of one are missing. */
export function contentFiles({ made, copied }: ContentBuild, bytes: FileBytes): HashedFile[] {
  return [...made, ...copied.map((path) => ({ path: copyOf(path), content: mustGet(bytes, path) }))];
}

/** A folder in another one, named by the bytes that it holds. */
export interface HashedFolder {
  /** Counted from the fleet root. */
  readonly folder: string;
  readonly files: readonly GeneratedFile[];
}

export function hashedFolder(parent: string, files: readonly HashedFile[]): HashedFolder {
  const folder = `${parent}/${hashOf(files)}`;
  return { folder, files: files.map(({ path, content }) => ({ path: `${folder}/${path}`, content })) };
}
