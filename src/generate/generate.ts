import { dirname } from 'node:path/posix';
import type { EngineContext } from '../model/engine.ts';
import type { ContentBuild, GeneratedBuild, GeneratedFile } from '../model/generated.ts';
import type { Item } from '../model/inventory.ts';
import type { Cluster } from '../model/kinds.ts';
import type { Resolution, Variant } from '../model/resolution.ts';
import type { FileBytes } from './contents.ts';
import { desiredOutput } from './desired.ts';
import { gitWhereabouts } from './git-whereabouts.ts';
import { outputFiles } from './output-files.ts';

/**
 * All files that should be below `clusters/` and `fleet/` if nothing is held back: contents, what clusters share, and
 * after it the files of the clusters. `prefix` is the way from the root of the Git repository to the fleet root: empty,
 * or with a slash at the end. `bytes`: of all files that people wrote and that variants load.
 */
export function* generate(resolution: Resolution, prefix: string, bytes: FileBytes): IterableIterator<GeneratedFile> {
  const desired = desiredOutput(resolution, bytes);
  const seen = new Set<string>();
  for (const { folder, files } of desired.contents.values()) {
    if (!seen.has(folder)) yield* files;
    seen.add(folder);
  }
  yield* outputFiles(desired, resolution.engine, contextOf(resolution, prefix));
}

/** What Kustomize builds a variant from. */
export function generateBuild(variant: Variant, resolution: Resolution): ContentBuild {
  return resolution.engine.build(variant, contextOf(resolution, ''));
}

/** The engine's own objects on a cluster: what its file, its profile and its sets apply. Nothing for a retired cluster. */
export function generateCluster(
  resolution: Resolution,
  index: number,
  prefix: string,
  bytes: FileBytes,
): GeneratedBuild | undefined {
  const profile = resolution.profileOf(index);
  if (!profile) return undefined;
  const context = contextOf(resolution, prefix);
  const desired = desiredOutput(resolution, bytes);
  const cluster = desired.cluster(index);
  const { name, connectivity } = profile;
  const profiles = [{ name, connectivity, sets: desired.setsOf(profile) }];
  const files = [...outputFiles({ profiles, clusters: [{ ...cluster, former: [] }] }, resolution.engine, context)];
  const sets = files.flatMap(({ path }) => (path.endsWith('/set.yaml') ? [dirname(path)] : []));
  return { folders: [cluster.home, ...sets], files };
}

/** What starts a cluster: applied there once, by hand. */
export function generateBootstrap(resolution: Resolution, cluster: Item<Cluster>, prefix: string): string {
  return resolution.engine.bootstrap(cluster, contextOf(resolution, prefix));
}

export function contextOf({ inventory }: Pick<Resolution, 'inventory'>, prefix: string): EngineContext {
  return { inventory, at: gitWhereabouts(inventory, prefix) };
}
