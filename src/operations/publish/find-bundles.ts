import type { Delivered } from '../../deliver/delivered.ts';
import { mustGet } from '../../model/at.ts';
import type { DeliveredCluster } from '../../model/delivered.ts';
import type { RegistryFiles } from '../../model/engine.ts';
import { UserError } from '../../model/errors.ts';
import type { KeptFile } from '../../model/generated.ts';
import { repositories } from '../../model/registry.ts';
import type { Git } from '../../ports/git.ts';
import type { Registry } from '../../ports/registry.ts';
import { type Artifact, artifactOf, tarDigest } from '../../publish/artifact.ts';
import { bundleOf, type DeliveredSet } from '../../publish/bundle.ts';
import type { Entries, Published } from '../../publish/record.ts';
import type { ArtifactFile } from '../../publish/tar.ts';
import { inParallel } from './in-parallel.ts';

/** The bundle of a set, as the registry has it or is to have it. */
export interface Bundle extends Published {
  readonly namespace: string;
  /** The artifact to push; undefined: it is there. */
  readonly missing: (() => Promise<Artifact>) | undefined;
}

/** Bundles by what a set is called in the output: its folder, which no other set has. */
export type Bundles = ReadonlyMap<string, Bundle>;

/** What bundles are looked for with. */
export interface BundleSearch {
  readonly registry: Registry;
  readonly git: Git;
  readonly files: RegistryFiles;
  /** Those that the registry has as far as its record tells. */
  readonly known: Entries;
}

/** What a bundle is called in the record. */
export function bundleKey({ namespace, tar }: Pick<Bundle, 'namespace' | 'tar'>): string {
  return `${namespace}/${tar.slice('sha256:'.length)}`;
}

/** The tag that keeps a bundle where registries collect what no tag names: it tells the archive. */
export function contentTag({ tar }: Pick<Published, 'tar'>): string {
  return tar.slice('sha256:'.length);
}

/** The bundles of all sets that clusters have. */
export async function findBundles(
  delivered: Delivered,
  clusters: Iterable<DeliveredCluster>,
  search: BundleSearch,
): Promise<Bundles> {
  const sets = setsOf(clusters);
  const contents = [...sets.values()].flatMap(({ model }) => model.units.map(({ content }) => content));
  const filesBy = groupByContent(await delivered.list(), new Set(contents));
  const found = new Map<string, Bundle>();
  await inParallel(sets, async ([folder, set]) => {
    found.set(folder, await findBundle(set, filesBy, search));
  });
  return found;
}

/** Each set once, by its folder. */
function setsOf(clusters: Iterable<DeliveredCluster>): ReadonlyMap<string, DeliveredSet> {
  const sets = new Map<string, DeliveredSet>();
  const seen = new Set<DeliveredCluster['lineUp']>();
  for (const { lineUp, connectivity } of clusters) {
    if (seen.has(lineUp)) continue;
    seen.add(lineUp);
    for (const [index, model] of [...lineUp.sets.values()].entries()) {
      if (model.missing !== undefined)
        throw new UserError(`${model.missing} is not in the output`, 'Deploy again: resedge deploy -m "why"');
      sets.set(lineUp.folders[index] ?? '', { model, connectivity });
    }
  }
  return sets;
}

async function findBundle(
  set: DeliveredSet,
  filesBy: ReadonlyMap<string, readonly KeptFile[]>,
  { registry, git, files, known }: BundleSearch,
): Promise<Bundle> {
  const { namespace, units } = set.model;
  const read = async () => {
    const kept = units.flatMap(({ content }) => filesBy.get(content) ?? []);
    const blobs = await git.blobs(kept.map(({ id }) => id));
    const filesIn = (content: string): ArtifactFile[] =>
      (filesBy.get(content) ?? []).map(({ path, id }) => ({ path, content: mustGet(blobs, id) }));
    return bundleOf(set, files, filesIn);
  };
  const tar = tarDigest(await read());
  const entry = known.get(bundleKey({ namespace, tar }));
  if (entry) return { ...entry, namespace, missing: undefined };
  const make = async () => artifactOf(await read());
  const artifact = await make();
  const there = await registry.digest(repositories.set(namespace), contentTag({ tar }));
  const size = sizeOf(artifact);
  if (there !== undefined) return { namespace, tar, digest: there, size, missing: undefined };
  return { namespace, tar, digest: artifact.manifest.digest, size, missing: make };
}

/** What a cluster pulls of an artifact, in bytes. */
export function sizeOf({ manifest, layer, config }: Artifact): number {
  return manifest.bytes.length + layer.bytes.length + config.bytes.length;
}

function groupByContent(
  list: readonly KeptFile[],
  contents: ReadonlySet<string>,
): ReadonlyMap<string, readonly KeptFile[]> {
  const found = new Map<string, KeptFile[]>();
  for (const file of list) {
    for (let end = file.path.lastIndexOf('/'); end > 0; end = file.path.lastIndexOf('/', end - 1)) {
      const folder = file.path.slice(0, end);
      if (!contents.has(folder)) continue;
      const files = found.get(folder) ?? [];
      found.set(folder, files);
      files.push(file);
      break;
    }
  }
  return found;
}
