import { join } from 'node:path';
import { sha256 } from '../model/hash.ts';
import type { FileStat, FileSystem } from '../ports/file-system.ts';
import { orGoWithout, readCacheFile, writeCacheFile } from './cache-file.ts';
import type { Repository } from './repository.ts';

/**
 * The ids of files as they were when last read, by what the file system says of them: a file that was not touched
 * since need not be read. The same as Git's index does (gitformat-index, racy-git): a file that was changed at the
 * very time when the cache was written is not trusted.
 */
export interface StatCache {
  /** The blob id of a file that was not touched since; undefined if it has to be read. */
  idOf(path: string, stat: FileStat): string | undefined;
  /** Remembers a file that was read. */
  set(path: string, stat: FileStat, id: string): void;
  /** Writes what was asked for and set in this run, if that differs from what is there. */
  save(): void;
}

const header = 'resedge stat cache 1\n';

/** The cache of the last run, for one work tree. It lies in the Git folder, and may be deleted at any time. */
export function openStatCache(fs: FileSystem, { git, root }: Repository): StatCache | undefined {
  if (!git) return undefined;
  const file = join(git.folder, 'resedge', `stat-cache-${sha256(root).slice(0, 8)}`);
  const written = orGoWithout(() => fs.stat(file));
  const known = readLines(readCacheFile(fs, file) ?? '');
  const used: string[] = [];
  let misses = 0;
  return {
    idOf(path, stat) {
      const state = written && stat.changed < written.changed ? known.get(path) : undefined;
      const prefix = `${stateOf(stat)} `;
      if (!state?.startsWith(prefix)) return undefined;
      used.push(`${path}\0${state}`);
      return state.slice(prefix.length);
    },
    set(path, stat, id) {
      misses++;
      used.push(`${path}\0${stateOf(stat)} ${id}`);
    },
    save() {
      if (misses === 0 && used.length === known.size) return;
      writeCacheFile(fs, file, `${header}${used.join('\n')}\n`);
    },
  };
}

function stateOf({ size, changed, modified, id }: FileStat): string {
  return `${size} ${changed} ${modified} ${id}`;
}

function readLines(text: string): Map<string, string> {
  const known = new Map<string, string>();
  if (!text.startsWith(header)) return known;
  for (let start = header.length; start < text.length; ) {
    const middle = text.indexOf('\0', start);
    const end = text.indexOf('\n', middle);
    if (middle < 0 || end < 0) break;
    known.set(text.slice(start, middle), text.slice(middle + 1, end));
    start = end + 1;
  }
  return known;
}
