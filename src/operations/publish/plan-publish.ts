import type { RegistryFiles } from '../../model/engine.ts';
import { UserError } from '../../model/errors.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Registry } from '../../ports/registry.ts';
import { type Entries, type PublishRecord, setsPart } from '../../publish/record.ts';
import { selectClusters } from '../../state/select-clusters.ts';
import { type ClusterArtifacts, clusterArtifacts } from './cluster-artifacts.ts';
import { type Bundle, bundleKey, findBundles } from './find-bundles.ts';
import { type FoundClusters, findClusters } from './find-clusters.ts';
import type { PublishedOutput } from './published-output.ts';
import { type Pulls, pullsOf } from './pulls.ts';
import { entriesIn, lastRecord } from './record-access.ts';

/** What is looked for, and what of it can be relied on. */
export interface PublishChoice {
  /** Only clusters that the expression selects; undefined: all. */
  readonly selector?: string | undefined;
  /** The registry is asked for every tag, whatever its record says. */
  readonly verify?: boolean;
  /** Told what is odd about the expression. */
  warn(text: string): void;
}

/** All that is to be done to a registry. */
export interface PlannedPublish {
  readonly output: PublishedOutput;
  readonly record: PublishRecord | undefined;
  /** The bundles that the record names. */
  readonly had: Entries;
  /** Those that clusters are pinned to from now on. */
  readonly sets: Entries;
  readonly missing: readonly Bundle[];
  readonly found: FoundClusters;
  readonly artifacts: ClusterArtifacts;
  readonly pulls: Pulls;
}

/** Compares an output with a registry. `moved`: clusters of which its record is not believed. */
export async function planPublish(
  registry: Registry,
  output: PublishedOutput,
  choice: PublishChoice,
  moved: ReadonlySet<string>,
): Promise<PlannedPublish> {
  const { delivered, resolution, git } = output;
  const files = filesOf(output);
  const { verify = false } = choice;
  const clusters = await delivered.clusters();
  if ((await delivered.untold()).size > 0)
    throw new UserError('the output is of a version that had no sets', 'Deploy again: resedge deploy -m "why"');
  const record = await lastRecord(registry);
  const had = await entriesIn(registry, record, setsPart);
  const isSelected = selection(resolution, choice);
  const chosen = [...clusters.values()].filter(({ name }) => isSelected?.(name) !== false);
  const known = verify ? new Map() : had;
  const bundles = await findBundles(delivered, clusters.values(), { registry, git, files, known });
  const artifacts = clusterArtifacts(files, bundles);
  const found = await findClusters(clusters, {
    registry,
    record,
    artifacts,
    isSelected,
    isDoubtful: (name) => verify || moved.has(name),
  });
  const needed = new Set(chosen.flatMap((cluster) => artifacts.bundles(cluster)));
  const sets = new Map([...(isSelected ? had : [])]);
  for (const bundle of needed) sets.set(bundleKey(bundle), entryOf(bundle));
  return {
    output,
    record,
    had,
    sets,
    missing: [...needed].filter(({ missing }) => missing !== undefined),
    found,
    artifacts,
    pulls: pullsOf(found.changed, artifacts, had),
  };
}

function entryOf({ tar, digest, size }: Bundle) {
  return { tar, digest, size };
}

function filesOf({ resolution: { engine }, place }: PublishedOutput): RegistryFiles {
  if (engine.registry) return engine.registry(place);
  throw new UserError(`${engine.words.name} reads nothing from a registry`);
}

function selection(resolution: Resolution, { selector, warn }: PublishChoice): ((name: string) => boolean) | undefined {
  if (selector === undefined) return undefined;
  const { clusters, warnings } = selectClusters(resolution, selector);
  for (const warning of warnings) warn(warning);
  const names = new Set(
    resolution.inventory.clusters.filter((_, index) => clusters.has(index)).map(({ name }) => name),
  );
  return (name) => names.has(name);
}
