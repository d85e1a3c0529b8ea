import { dirname } from 'node:path';
import { locked } from '../git-common/await-free.ts';
import type { GitFileSystem } from './file-system.ts';

/** Replaces a file the way Git does: one process at a time, whole or not at all. The content is made under the lock. */
export function replaceLocked(fs: GitFileSystem, path: string, content: () => string | Uint8Array): void {
  const lock = `${path}.lock`;
  fs.mkdirSync(dirname(path), { recursive: true });
  try {
    fs.writeFileSync(lock, '', { flag: 'wx' });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw isThere ? locked(lock) : error;
  }
  try {
    fs.writeFileSync(lock, content(), { flag: 'w' });
    fs.renameSync(lock, path);
  } catch (error) {
    fs.unlinkSync(lock);
    throw error;
  }
}
