import { join } from 'node:path';
import { ParseCache } from '../load/parse-cache.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { Repository } from './repository.ts';

/** The cache of the last run. It lies in the Git folder, and may be deleted at any time. */
export function openParseCache(fs: FileSystem, repository: Repository, key: string): ParseCache {
  const path = cachePath(repository);
  if (path === undefined || fs.stat(path)?.type !== 'file') return new ParseCache(key);
  return ParseCache.deserialise(new TextDecoder().decode(fs.read(path)), key);
}

/** Writes the cache where there is something new in it. A folder that cannot be written to is no failure: it is a cache. */
export function saveParseCache(fs: FileSystem, repository: Repository, cache: ParseCache): void {
  const path = cachePath(repository);
  if (path === undefined || !cache.changed) return;
  try {
    fs.write(path, cache.serialise());
    cache.markSaved();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
  }
}

function cachePath({ git }: Repository): string | undefined {
  return git && join(git.folder, 'resedge', 'parse-cache');
}
