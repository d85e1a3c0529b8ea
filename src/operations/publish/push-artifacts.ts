import { UserError } from '../../model/errors.ts';
import { liveTag, repositories } from '../../model/registry.ts';
import type { Registry } from '../../ports/registry.ts';
import { type Artifact, artifactOf, emptyConfig } from '../../publish/artifact.ts';
import type { ClusterArtifacts } from './cluster-artifacts.ts';
import { type Bundle, contentTag, sizeOf } from './find-bundles.ts';
import type { ChangedCluster } from './find-clusters.ts';
import { inParallel } from './in-parallel.ts';

/** Where the config that all artifacts share is taken from: it is brought there first. */
const configHome = repositories.deploys;

/** Before anything else is pushed. */
export async function pushConfig(registry: Registry): Promise<void> {
  await registry.pushBlob(configHome, emptyConfig);
}

/** Pushes a bundle below its content tag. Returns the bytes that were sent. */
export async function pushBundle(
  registry: Registry,
  bundle: Pick<Bundle, 'namespace' | 'tar'>,
  artifact: Artifact,
): Promise<number> {
  const repository = repositories.set(bundle.namespace);
  await pushBlobs(registry, repository, artifact, true);
  await pushManifest(registry, { repository, reference: contentTag(bundle), artifact });
  return sizeOf(artifact);
}

/** How clusters are published. */
export interface ClusterPush {
  readonly registry: Registry;
  readonly artifacts: ClusterArtifacts;
  /** Called before tags move. False: the output is not the newest any more. */
  isCurrent(): Promise<boolean>;
  /** Called for each cluster before its tag moves. */
  begin(name: string): void;
  /** Called for each cluster once its tag has moved. */
  done(bytes: number): void;
}

/** So many tags move between two looks at whether the output is still the newest. */
const batchSize = 1000;

/** Moves the tags of clusters, once all that they need is there. False: it stopped, since the output is not the newest. */
export async function pushClusters(clusters: readonly ChangedCluster[], push: ClusterPush): Promise<boolean> {
  const { registry, artifacts } = push;
  for (let first = 0; first < clusters.length; first += batchSize) {
    const batch = clusters.slice(first, first + batchSize);
    await inParallel(batch, async ({ cluster, isKnown }) => {
      const repository = repositories.cluster(cluster.name);
      await pushBlobs(registry, repository, artifactOf(artifacts.files(cluster)), !isKnown);
    });
    if (!(await push.isCurrent())) return false;
    await inParallel(batch, async ({ cluster }) => {
      const artifact = artifactOf(artifacts.files(cluster));
      push.begin(cluster.name);
      await pushManifest(registry, { repository: repositories.cluster(cluster.name), reference: liveTag, artifact });
      push.done(artifact.layer.bytes.length + artifact.manifest.bytes.length);
    });
  }
  return true;
}

async function pushBlobs(
  registry: Registry,
  repository: string,
  { config, layer }: Artifact,
  isNew: boolean,
): Promise<void> {
  if (isNew) await registry.pushBlob(repository, config, configHome);
  await registry.pushBlob(repository, layer);
}

interface ManifestPush {
  readonly repository: string;
  readonly reference: string;
  readonly artifact: Artifact;
}

/** A registry may have lost what it had. */
async function pushManifest(registry: Registry, { repository, reference, artifact }: ManifestPush): Promise<void> {
  if (await registry.pushManifest(repository, reference, artifact.manifest)) return;
  await pushBlobs(registry, repository, artifact, true);
  if (await registry.pushManifest(repository, reference, artifact.manifest)) return;
  throw new UserError(
    `the registry loses what is pushed to ${repository}`,
    'Is it collecting garbage? Once it has: resedge publish',
  );
}
