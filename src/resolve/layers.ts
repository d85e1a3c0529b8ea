import type { AnyItem, Inventory, Item } from '../model/inventory.ts';
import type { ClusterSpec } from '../model/kinds/cluster.ts';
import { depthOf } from '../model/paths.ts';

/** What clusters inherit from, and what they have of their own. */
export interface Layer {
  /** `fleet contoso`, `group stores/central`, `cluster nola-1`. */
  readonly giver: string;
  /** -1 for the fleet, the number of names in its path for a group, more than any other for the cluster. */
  readonly depth: number;
  readonly item: Item<unknown> & { readonly spec: LayerSpec };
}

export type LayerSpec = Pick<ClusterSpec, 'values' | 'freezes'> & Partial<Pick<ClusterSpec, 'timeZone' | 'windows'>>;

/** The groups of an inventory by their names: handed in by whoever asks for the layers of many clusters. */
export type GroupsByName = ReadonlyMap<string, Inventory['groups'][number]>;

/**
 * The layers of clusters in these groups, the weakest first: the fleet, the groups from shallow to deep as they are
 * named, and the cluster itself if it is one.
 */
export function layersOf(
  { fleet, groups }: Pick<Inventory, 'fleet' | 'groups'>,
  names: readonly string[],
  cluster: Layer['item'] | undefined,
  byName: GroupsByName = named(groups, names),
): Layer[] {
  const layers: Layer[] = [{ giver: `fleet ${fleet.name}`, depth: -1, item: fleet }];
  for (const name of names) {
    const item = byName.get(name);
    if (item) layers.push({ giver: `group ${name}`, depth: depthOf(name), item });
  }
  if (cluster) layers.push(clusterLayer(cluster));
  return layers;
}

/** What a cluster gives to itself: it wins over all others. */
export function clusterLayer(cluster: Layer['item']): Layer {
  return { giver: `cluster ${cluster.name}`, depth: Number.POSITIVE_INFINITY, item: cluster };
}

/**
 * Whether a layer wins over another one that gives the same: the deeper does. Of two equally deep groups the first
 * counts, and if they disagree, with nothing deeper to decide, that is RE407.
 */
export function isDeeper({ depth }: Pick<Layer, 'depth'>, than: Pick<Layer, 'depth'> | undefined): boolean {
  return than === undefined || than.depth < depth;
}

function named<T extends AnyItem>(items: readonly T[], names: readonly string[]): ReadonlyMap<string, T> {
  const wanted = new Set(names);
  return new Map(items.filter(({ name }) => wanted.has(name)).map((item) => [item.name, item]));
}
