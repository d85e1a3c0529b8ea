import { join } from 'node:path';
import { ParseCache } from '../load/parse-cache.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import type { Repository } from './repository.ts';

/** The cache of the last run. It lies in the Git folder, and may be deleted at any time. */
export function openParseCache(fs: FileSystem, repository: Repository, key: string): ParseCache {
  const path = cachePath(repository);
  const text = path === undefined ? undefined : readCacheFile(fs, path);
  return text === undefined ? new ParseCache(key) : ParseCache.deserialise(text, key);
}

/** Writes the cache if there is something new in it. */
export function saveParseCache(fs: FileSystem, repository: Repository, cache: ParseCache): void {
  const path = cachePath(repository);
  if (path === undefined || !cache.changed) return;
  writeCacheFile(fs, path, cache.serialise());
  cache.markSaved();
}

function cachePath({ git }: Repository): string | undefined {
  return git && join(git.folder, 'resedge', 'parse-cache');
}
