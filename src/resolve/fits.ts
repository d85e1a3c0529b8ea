import { type Resource, readAmounts, resources } from '../model/amounts.ts';
import type { ClusterSet } from '../model/cluster-set.ts';
import type { Item } from '../model/inventory.ts';
import type { Namespace } from '../model/kinds.ts';
import type { NamespaceVariant, Resolution } from '../model/resolution.ts';
import { promisesOf, type Room, roomsFor } from './capacity.ts';
import { namespaceVariants } from './namespaces.ts';

/** Whether a namespace would have room on a cluster, beside those that are there. */
export interface Fit {
  readonly cluster: number;
  /** As which variant it would come. */
  readonly variant: NamespaceVariant;
  /** `unknown`: nothing is too small, but the cluster does not say how much it has of all that the quota names. */
  readonly fits: 'yes' | 'no' | 'unknown';
  /** What there is too little of: how much the quota wants, and how much is free. */
  readonly lacks: readonly { readonly resource: Resource; readonly wanted: bigint; readonly free: bigint }[];
  /** What the quota names, and the cluster does not say. */
  readonly unknown: readonly Resource[];
}

/** Tries a namespace on clusters, by the order of their names: those that are delivered to and do not have it. */
export function* tryOn(
  resolution: Resolution,
  namespace: Item<Namespace>,
  clusters: ClusterSet,
): IterableIterator<Fit> {
  const has = resolution.namespaces.find((placement) => placement.namespace === namespace)?.clusters;
  const candidates = clusters.and(resolution.active);
  const without = has ? candidates.minus(has) : candidates;
  const select = (expression: string) => resolution.select(expression, { ...namespace.source, path: [] }).clusters;
  const variants = namespaceVariants(namespace, without, select, resolution.inventory);
  for (const cluster of without) {
    const variant = variants.find((one) => one.clusters.has(cluster));
    if (variant) yield fitOn(resolution, cluster, variant);
  }
}

function fitOn(resolution: Resolution, cluster: number, variant: NamespaceVariant): Fit {
  const there = resolution.profileOf(cluster)?.namespaces.map((entry) => entry.variant) ?? [];
  const quota = readAmounts(variant.spec.quota);
  const rooms = roomsFor(resolution, cluster, promisesOf(there).committed);
  const lacks: Fit['lacks'][number][] = [];
  const unknown: Resource[] = [];
  for (const resource of resources) {
    const wanted = quota[resource];
    if (wanted === undefined) continue;
    const { free }: Room = rooms[resource];
    if (free === undefined) unknown.push(resource);
    else if (wanted > free) lacks.push({ resource, wanted, free });
  }
  const isKnown = unknown.length === 0 && Object.keys(quota).length > 0;
  return { cluster, variant, lacks, unknown, fits: lacks.length > 0 ? 'no' : isKnown ? 'yes' : 'unknown' };
}
