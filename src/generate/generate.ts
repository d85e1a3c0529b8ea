import { dirname } from 'node:path/posix';
import type { EngineContext } from '../model/engine.ts';
import type { GeneratedBuild, GeneratedFile } from '../model/generated.ts';
import type { Item } from '../model/inventory.ts';
import type { Cluster } from '../model/kinds.ts';
import type { Resolution, Variant } from '../model/resolution.ts';
import { gitWhereabouts } from './git-whereabouts.ts';
import { generatedFile } from './header.ts';
import { formerFolders } from './layout.ts';

/**
 * All files that should be below `clusters/` and `fleet/`: what clusters share, and after it the files of the clusters
 * one by one, so that they need not all be in memory. `prefix` is the way from the root of the Git repository to the
 * fleet root: empty, or with a slash at the end.
 */
export function* generate(resolution: Resolution, prefix: string): IterableIterator<GeneratedFile> {
  const { engine, namespaces, applications, profiles } = resolution;
  const context = contextOf(resolution, prefix);
  yield* engine.shared(context);
  for (const { variants } of [...namespaces, ...applications])
    for (const variant of variants) yield* engine.content(variant, context);
  yield* engine.profiles(profiles, context);
  for (const index of resolution.active) yield* clusterFiles(resolution, index, context);
}

/** What Kustomize builds a variant from. */
export function generateBuild(variant: Variant, resolution: Resolution): GeneratedBuild {
  return resolution.engine.build(variant, contextOf(resolution, ''));
}

/** What a cluster applies first: its own file and its profile, with the engine's objects. Nothing for a retired cluster. */
export function generateCluster(resolution: Resolution, index: number, prefix: string): GeneratedBuild | undefined {
  const { engine } = resolution;
  const profile = resolution.profileOf(index);
  const context = contextOf(resolution, prefix);
  const [own] = clusterFiles(resolution, index, context);
  if (!profile || !own) return undefined;
  const files = () => [...engine.shared(context), ...engine.profiles([profile], context), own];
  return { folder: dirname(own.path), key: own.text, files };
}

/** What starts a cluster: applied there once, by hand. */
export function generateBootstrap(resolution: Resolution, cluster: Item<Cluster>, prefix: string): string {
  return resolution.engine.bootstrap(cluster, contextOf(resolution, prefix));
}

/** The cluster's file, and the same in the folders that it had before, for whoever reads those still. */
function* clusterFiles(resolution: Resolution, index: number, context: EngineContext): IterableIterator<GeneratedFile> {
  const { fleet, clusters } = resolution.inventory;
  const cluster = clusters[index];
  const profile = resolution.profileOf(index);
  if (!cluster || !profile) return;
  const values = resolution.valuesOf(index);
  for (const folder of [context.at.cluster(cluster.name), ...formerFolders(fleet, cluster)]) {
    const body = resolution.engine.cluster({ cluster, folder, profile, values }, context);
    yield generatedFile(`${folder}/kustomization.yaml`, `cluster/${cluster.name}`, body);
  }
}

function contextOf({ inventory }: Resolution, prefix: string): EngineContext {
  return { inventory, at: gitWhereabouts(inventory, prefix) };
}
