import { join } from 'node:path';
import { sha256 } from '../model/hash.ts';
import { isListOf, jsonIn } from '../model/record.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { type BuiltObject, isBuiltObject } from '../render/built-object.ts';
import { programVersion } from '../version.ts';
import { orGoWithout, readCacheFile, writeCacheFile } from './cache-file.ts';
import type { Repository } from './repository.ts';

/** What Kustomize built before, by all that it was built from. It lies in the Git folder, and may be deleted at any time. */
export interface RenderCache {
  get(key: string): readonly BuiltObject[] | undefined;
  set(key: string, objects: readonly BuiltObject[]): void;
  /** Takes away what was not asked for, if there is much of it. */
  prune(): void;
}

const format = 2;
/** At most this many that were not asked for are kept: other branches and commits need them. */
const most = 5_000;

/** `builder` stands for the program that builds. */
export function openRenderCache(fs: FileSystem, { git }: Repository, builder: string): RenderCache | undefined {
  if (!git) return undefined;
  const folder = join(git.folder, 'resedge', 'rendered');
  const used = new Set<string>();
  let isChanged = false;
  const nameOf = (key: string) => sha256([format, programVersion(), builder, key].join('\n')).slice(0, 40);
  return {
    get(key) {
      const name = nameOf(key);
      used.add(name);
      return readObjects(fs, join(folder, name));
    },
    set(key, objects) {
      isChanged = true;
      writeCacheFile(fs, join(folder, nameOf(key)), JSON.stringify(objects));
    },
    prune() {
      if (!isChanged) return;
      const unused = fs.list(folder).filter(({ name }) => !used.has(name));
      if (unused.length <= most) return;
      orGoWithout(() => {
        for (const { name } of unused) fs.remove(join(folder, name), folder);
      });
    },
  };
}

function readObjects(fs: FileSystem, path: string): readonly BuiltObject[] | undefined {
  const objects = jsonIn(readCacheFile(fs, path));
  return isListOf(objects, isBuiltObject) ? objects : undefined;
}
