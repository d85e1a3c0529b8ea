import type { ClusterSet } from '../../model/cluster-set.ts';
import { type AnyItem, itemsOf, type KindName } from '../../model/inventory.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Count, Status } from '../kinds/definition.ts';
import { toldKinds } from '../kinds/index.ts';

/** An object as `get` lists it. */
export interface ListedObject {
  readonly item: AnyItem;
  /** What follows from it. */
  readonly status: Status;
}

/** Which objects of a kind to list. */
export interface ObjectFilter {
  /** Only these clusters; of other kinds what concerns them, counted among them alone. */
  readonly clusters?: ClusterSet | undefined;
  readonly names?: ReadonlySet<string> | undefined;
}

/** The objects of a kind, one at a time, so that the list need not be in memory. */
export function* listObjects(
  resolution: Resolution,
  kind: KindName,
  { clusters, names }: ObjectFilter = {},
): IterableIterator<ListedObject> {
  const count: Count = (set) => (clusters ? set.and(clusters) : set).count();
  const told = toldKinds[kind];
  for (const [index, item] of itemsOf(resolution.inventory, kind).entries()) {
    if (names && !names.has(item.name)) continue;
    if (kind === 'Cluster' && clusters && !clusters.has(index)) continue;
    const status = told.status({ resolution, index, source: item.source.file, count });
    if (kind !== 'Cluster' && clusters && status['clusters'] === 0) continue;
    yield { item, status };
  }
}
