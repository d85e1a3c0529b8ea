import type { ParseCache } from '../load/parse-cache.ts';
import type { Host } from '../ports/host.ts';
import type { Kustomize } from '../ports/kustomize.ts';
import { programVersion } from '../version.ts';
import { createFetch, type FetchBase } from './fetched-bases.ts';
import { lazily } from './lazily.ts';
import { openParseCache, saveParseCache } from './parse-cache-file.ts';
import type { OnProgress } from './progress.ts';
import { openRenderCache, type RenderCache } from './render-cache.ts';
import type { Repository } from './repository.ts';
import { readSchemas, type Schemas } from './schemas.ts';

/** What all states have in common that are made from one another. */
export interface Shared {
  readonly host: Host;
  readonly repository: Repository;
  readonly progress: OnProgress;
  readonly schemas: Schemas;
  readonly parseCache: ParseCache;
  /** What builds manifests; undefined if there is no Kustomize. */
  builder(): Promise<Builder | undefined>;
  /** What brings bases from elsewhere. */
  readonly fetch: FetchBase;
  /** What has temporary folders. */
  readonly holders: Set<Holder>;
  /** Writes what is new in the parse cache. */
  save(): void;
  /** Takes temporary folders away and writes the caches. What is used again afterwards makes its folder anew. */
  close(): void;
}

/** Something with temporary folders. */
export interface Holder {
  release(): void;
}

/** Kustomize, and what it built in earlier runs. */
export interface Builder {
  readonly kustomize: Kustomize;
  /** Undefined outside of a Git repository. */
  readonly cache: RenderCache | undefined;
}

export function openShared(host: Host, repository: Repository, progress: OnProgress): Shared {
  const schemas = readSchemas(host.fs);
  const parseCache = openParseCache(host.fs, repository, `${programVersion()} ${schemas.hash}`);
  const caches: RenderCache[] = [];
  const holders = new Set<Holder>();
  const save = () => saveParseCache(host.fs, repository, parseCache);
  return {
    host,
    repository,
    progress,
    schemas,
    parseCache,
    builder: lazily(async () => {
      const kustomize = await host.kustomize();
      if (!kustomize) return undefined;
      const cache = openRenderCache(host.fs, repository, kustomize.identity);
      if (cache) caches.push(cache);
      return { kustomize, cache };
    }),
    fetch: createFetch(() => host.kustomize()),
    holders,
    save,
    close() {
      for (const holder of holders) holder.release();
      for (const cache of caches) cache.prune();
      save();
    },
  };
}
