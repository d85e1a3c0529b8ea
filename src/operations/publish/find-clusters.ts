import type { DeliveredCluster, DeliveredClusters } from '../../model/delivered.ts';
import { liveTag, repositories } from '../../model/registry.ts';
import type { Registry } from '../../ports/registry.ts';
import { artifactOf, tarDigest } from '../../publish/artifact.ts';
import { gonePart, type Published, type PublishRecord, partOf, sumOf } from '../../publish/record.ts';
import type { ClusterArtifacts } from './cluster-artifacts.ts';
import { sizeOf } from './find-bundles.ts';
import { inParallel } from './in-parallel.ts';
import { entriesIn } from './record-access.ts';

/** A cluster whose artifact is not what the record says, as far as that can be relied on. */
export interface ChangedCluster {
  readonly cluster: DeliveredCluster;
  readonly published: Published;
  /** The record knows it, so its repository is not new. */
  readonly isKnown: boolean;
  /** Its tag names the artifact already, as after a run that was broken off. */
  readonly isThere: boolean;
}

/** What has to be done, told from what clusters have and what the record says. */
export interface FoundClusters {
  readonly unchanged: number;
  readonly changed: readonly ChangedCluster[];
  /** What stays as it is, of parts that do not stay as a whole. */
  readonly kept: ReadonlyMap<string, ReadonlyMap<string, Published>>;
  /** Clusters that are not delivered to any more, and are in the registry still. */
  readonly gone: ReadonlyMap<string, Published>;
}

export interface ClusterSearch {
  readonly registry: Registry;
  readonly record: PublishRecord | undefined;
  readonly artifacts: ClusterArtifacts;
  /** Undefined: all. */
  readonly isSelected: ((name: string) => boolean) | undefined;
  /** Whether the registry is asked, whatever the record says of a cluster. */
  isDoubtful(name: string): boolean;
}

interface Compared {
  readonly kept: Map<string, Published>;
  /** By name, whether the record knows it. */
  readonly changed: Map<string, boolean>;
  readonly gone: Map<string, Published>;
  /** The part stays as a whole. */
  readonly isSame: boolean;
}

/** Compares part by part: of a part in which nothing differs the registry is asked nothing. */
export async function findClusters(clusters: DeliveredClusters, search: ClusterSearch): Promise<FoundClusters> {
  const { registry, record, artifacts } = search;
  const parts = tarsByPart(clusters, artifacts);
  const names = new Set([...parts.keys(), ...[...(record?.parts.keys() ?? [])].filter(isOfClusters)]);
  const kept = new Map<string, ReadonlyMap<string, Published>>();
  const changed = new Map<string, boolean>();
  const gone = new Map<string, Published>();
  let unchanged = 0;
  await inParallel(names, async (part) => {
    const found = await comparePart(part, parts.get(part) ?? new Map(), search);
    for (const [name, isKnown] of found.changed) changed.set(name, isKnown);
    for (const [name, entry] of found.gone) gone.set(name, entry);
    if (!found.isSame) kept.set(part, found.kept);
    const names = [...(parts.get(part)?.keys() ?? [])];
    unchanged += names.filter((name) => search.isSelected?.(name) !== false && !found.changed.has(name)).length;
  });
  for (const [name, entry] of await entriesIn(registry, record, gonePart))
    if (!clusters.has(name)) gone.set(name, entry);
  const inOrder = [...clusters.values()].filter(({ name }) => changed.has(name));
  return { unchanged, changed: await askFor(inOrder, changed, search), kept, gone };
}

function isOfClusters(part: string): boolean {
  return part.startsWith(partOf('').replace(/\d+$/, ''));
}

type Tars = ReadonlyMap<string, Pick<Published, 'tar'>>;

function tarsByPart(clusters: DeliveredClusters, artifacts: ClusterArtifacts): ReadonlyMap<string, Tars> {
  const parts = new Map<string, Map<string, Pick<Published, 'tar'>>>();
  for (const cluster of clusters.values()) {
    const part = partOf(cluster.name);
    const tars = parts.get(part) ?? new Map();
    parts.set(part, tars);
    tars.set(cluster.name, { tar: tarDigest(artifacts.files(cluster)) });
  }
  return parts;
}

async function comparePart(part: string, tars: Tars, search: ClusterSearch): Promise<Compared> {
  const { registry, record, isSelected, isDoubtful } = search;
  const none = { kept: new Map(), changed: new Map(), gone: new Map() };
  const isTrusted = ![...tars.keys()].some(isDoubtful);
  if (isTrusted && record?.parts.get(part)?.sum === sumOf(tars)) return { ...none, isSame: true };
  const entries = await entriesIn(registry, record, part);
  const { kept, changed, gone } = none;
  for (const [name, { tar }] of tars) {
    const entry = entries.get(name);
    const isLeft = isSelected?.(name) === false || (entry?.tar === tar && !isDoubtful(name));
    if (!isLeft) changed.set(name, entry !== undefined);
    else if (entry) kept.set(name, entry);
  }
  for (const [name, entry] of entries) if (!tars.has(name)) gone.set(name, entry);
  return { kept, changed, gone, isSame: false };
}

/** Asks the registry what the tags of some clusters name. */
async function askFor(
  clusters: readonly DeliveredCluster[],
  known: ReadonlyMap<string, boolean>,
  { registry, artifacts }: ClusterSearch,
): Promise<ChangedCluster[]> {
  const found: ChangedCluster[] = [];
  await inParallel(clusters, async (cluster) => {
    const artifact = artifactOf(artifacts.files(cluster));
    const published = { tar: artifact.tar, digest: artifact.manifest.digest, size: sizeOf(artifact) };
    const there = await registry.digest(repositories.cluster(cluster.name), liveTag);
    const isKnown = there !== undefined || known.get(cluster.name) === true;
    found.push({ cluster, published, isKnown, isThere: there === published.digest });
  });
  return found;
}
