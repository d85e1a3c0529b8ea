import { dirname } from 'node:path/posix';
import type { GeneratedBuild, GeneratedFile } from '../model/generated.ts';
import type { Resolution, Variant } from '../model/resolution.ts';
import { applicationBuild, clusterBuild, fluxFiles, namespaceBuild } from './engines/flux/engine.ts';

/**
 * All files that should be below `clusters/` and `fleet/`, made one by one. `prefix` is the way from the root of the
 * Git repository to the fleet root: empty, or with a slash at the end.
 */
export function generate(resolution: Resolution, prefix: string): Iterable<GeneratedFile> {
  return fluxFiles(resolution, prefix);
}

/** What Kustomize builds a variant from. */
export function generateBuild(variant: Variant, { inventory }: Resolution): GeneratedBuild {
  return variant.kind === 'application' ? applicationBuild(variant) : namespaceBuild(variant, inventory);
}

/** What a cluster applies first: its own file and its profile, with Flux's objects. Nothing for a retired cluster. */
export function generateCluster(resolution: Resolution, cluster: number, prefix: string): GeneratedBuild | undefined {
  const files = [...clusterBuild(resolution, cluster, prefix)];
  const own = files.at(-1);
  return own && { folder: dirname(own.path), key: own.text, files: () => files };
}
