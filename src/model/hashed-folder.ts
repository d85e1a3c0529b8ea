import { createHash } from 'node:crypto';
import { compareText } from './compare.ts';

/** A file of a folder that is named by its bytes; the path counts from the folder. */
export interface HashedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The name of a folder: 12 hex digits of the sha256 over the paths in it, sorted, each with its length and its bytes. */
export function hashOf(files: readonly HashedFile[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of [...files].sort((a, b) => compareText(a.path, b.path))) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 12);
}
