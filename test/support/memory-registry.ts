import { jsonIn, toList, toRecord } from '../../src/model/record.ts';
import { type Blob, blobOf } from '../../src/model/registry.ts';
import type { Registry } from '../../src/ports/registry.ts';

/** A registry in memory, for what no real one does on demand. */
export interface MemoryRegistry extends Registry {
  /** Another one that holds the same. */
  copy(): MemoryRegistry;
}

interface Repository {
  readonly blobs: Map<string, Blob>;
  readonly manifests: Map<string, Blob>;
  readonly tags: Map<string, string>;
}

export function memoryRegistry(held: ReadonlyMap<string, Repository> = new Map()): MemoryRegistry {
  const repositories = new Map(
    Array.from(held, ([name, { blobs, manifests, tags }]) => [
      name,
      { blobs: new Map(blobs), manifests: new Map(manifests), tags: new Map(tags) },
    ]),
  );
  const at = (name: string): Repository => {
    const known = repositories.get(name) ?? { blobs: new Map(), manifests: new Map(), tags: new Map() };
    repositories.set(name, known);
    return known;
  };
  const found = (name: string, reference: string) => {
    const { manifests, tags } = at(name);
    return manifests.get(tags.get(reference) ?? reference);
  };
  return {
    copy: () => memoryRegistry(repositories),
    digest: async (name, reference) => found(name, reference)?.digest,
    manifest: async (name, reference) => found(name, reference),
    blob: async (name, digest) => at(name).blobs.get(digest),
    pushBlob: async (name, blob) => void at(name).blobs.set(blob.digest, blob),
    async pushManifest(name, reference, manifest) {
      const { blobs, manifests, tags } = at(name);
      const { config, layers } = toRecord(jsonIn(new TextDecoder().decode(manifest.bytes)));
      const needed = [config, ...toList(layers)].map((one) => String(toRecord(one)['digest']));
      if (!needed.every((digest) => blobs.has(digest))) return false;
      const { digest } = blobOf(manifest.bytes);
      manifests.set(digest, manifest);
      if (reference !== digest) tags.set(reference, digest);
      return true;
    },
    tags: async (name) => [...at(name).tags.keys()],
    async remove(name, digest) {
      const { manifests, tags } = at(name);
      for (const [tag, named] of tags) if (named === digest) tags.delete(tag);
      return manifests.delete(digest);
    },
    close() {},
  };
}
