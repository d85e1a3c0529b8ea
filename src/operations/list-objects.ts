import type { ClusterSet } from '../model/cluster-set.ts';
import type { Inventory, Item, KindName } from '../model/inventory.ts';
import type { Resolution } from '../model/resolution.ts';

/** An object as `get` shows it: as it was written, and what follows from it. */
export interface ListedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status: Readonly<Record<string, unknown>>;
}

/**
 * The objects of a kind, one at a time, so that the list need not be in memory. `clusters` narrows clusters alone;
 * `names` narrows all kinds.
 */
export function* listObjects(
  resolution: Resolution,
  kind: KindName,
  { clusters, names }: { readonly clusters?: ClusterSet | undefined; readonly names?: ReadonlySet<string> } = {},
): IterableIterator<ListedObject> {
  const { inventory } = resolution;
  for (const [index, item] of itemsOf(inventory, kind).entries()) {
    if (kind === 'Cluster' && clusters && !clusters.has(index)) continue;
    if (names && !names.has(item.name)) continue;
    yield { ...item.object, status: statusOf(resolution, kind, item, index) };
  }
}

type AnyItem = Item<{
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}>;

/** The objects of a kind as they were written. */
export function itemsOf(inventory: Inventory, kind: KindName): readonly AnyItem[] {
  const { fleet, clusters, groups, applications, namespaces, policies, rings, expectations } = inventory;
  const lists: Record<KindName, readonly AnyItem[]> = {
    Fleet: [fleet],
    Cluster: clusters,
    Group: groups,
    Application: applications,
    Namespace: namespaces,
    Policy: policies,
    Ring: rings,
    Expectation: expectations,
  };
  return lists[kind];
}

function statusOf(resolution: Resolution, kind: KindName, item: AnyItem, index: number): Record<string, unknown> {
  const source = item.source.file;
  if (kind === 'Cluster') return { ...clusterStatus(resolution, index), source };
  if (kind === 'Group') return { clusters: resolution.group(item.name).count(), source };
  if (kind === 'Ring') return { clusters: resolution.ring(item.name).count(), source };
  if (kind === 'Namespace') return { ...namespaceStatus(resolution, index), source };
  if (kind === 'Application') return { ...applicationStatus(resolution, index), source };
  if (kind === 'Fleet') return { clusters: resolution.active.count(), profiles: resolution.profiles.length, source };
  return { source };
}

function clusterStatus(resolution: Resolution, index: number): Record<string, unknown> {
  const profile = resolution.profileOf(index);
  const values = [...resolution.valuesOf(index)].map(([key, value]) => [key, value.text]);
  return {
    groups: resolution.groupsOf(index),
    ring: resolution.ringOf(index) ?? null,
    timeZone: resolution.timeZoneOf(index) ?? null,
    values: Object.fromEntries(values),
    profile: profile?.name ?? null,
    namespaces: profile?.namespaces.map(({ variant }) => variant.namespace.name) ?? [],
    applications:
      profile?.namespaces.flatMap(({ applications }) => applications.map(({ application }) => application.name)) ?? [],
  };
}

function namespaceStatus(resolution: Resolution, index: number): Record<string, unknown> {
  const placement = resolution.namespaces[index];
  const turnedDown = new Set(placement?.namespace.object.spec.rejected?.map(({ application }) => application));
  const names = { placed: [] as string[], pending: [] as string[], rejected: [] as string[] };
  for (const { application, namespace, agreement } of resolution.applications) {
    const isHere = namespace !== undefined && namespace === placement?.namespace;
    if (isHere && agreement === 'placed') names.placed.push(application.name);
    else if (isHere || application.object.spec.requests === placement?.namespace.name)
      names[turnedDown.has(application.name) ? 'rejected' : 'pending'].push(application.name);
  }
  return {
    clusters: placement?.clusters.count() ?? 0,
    applications: names.placed,
    pending: names.pending,
    rejected: names.rejected,
    variants: variantCounts(placement?.variants ?? []),
  };
}

function applicationStatus(resolution: Resolution, index: number): Record<string, unknown> {
  const placement = resolution.applications[index];
  return {
    state: placement?.agreement ?? 'unassigned',
    clusters: placement?.clusters.count() ?? 0,
    variants: variantCounts(placement?.variants ?? []),
  };
}

function variantCounts(variants: readonly { name: string; clusters: ClusterSet }[]) {
  return variants.map(({ name, clusters }) => ({ name, clusters: clusters.count() }));
}
