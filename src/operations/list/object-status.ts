import { ClusterSet } from '../../model/cluster-set.ts';
import type { Item, KindName } from '../../model/inventory.ts';
import type { Resolution } from '../../model/resolution.ts';

/** How many clusters of a set count. */
export type Count = (clusters: ClusterSet) => number;

/**
 * What follows from an object, as `get` shows it; `index` is its place among the objects of its kind. Fields are only
 * ever added.
 */
export function statusOf(
  resolution: Resolution,
  kind: KindName,
  { name, source: { file: source } }: Item<unknown>,
  index: number,
  count: Count,
): Readonly<Record<string, unknown>> {
  if (kind === 'Cluster') return clusterStatus(resolution, index, source);
  if (kind === 'Group') return { clusters: count(resolution.group(name)), source };
  if (kind === 'Ring') return { clusters: count(resolution.ring(name)), source };
  if (kind === 'Namespace') return { ...namespaceStatus(resolution, index, count), source };
  if (kind === 'Application') return { ...applicationStatus(resolution, index, count), source };
  if (kind === 'Policy') return { ...policyStatus(resolution, name, count), source };
  if (kind === 'Fleet') return { clusters: count(resolution.active), profiles: resolution.profiles.length, source };
  return { source };
}

/** Values are put together when they are asked for: a table of 40,000 clusters shows none of them. */
function clusterStatus(resolution: Resolution, index: number, source: string): Record<string, unknown> {
  const profile = resolution.profileOf(index);
  return {
    groups: resolution.groupsOf(index),
    ring: resolution.ringOf(index) ?? null,
    timeZone: resolution.timeZoneOf(index) ?? null,
    get values() {
      const values = Array.from(resolution.valuesOf(index), ([key, value]) => [key, value.text]);
      return Object.fromEntries(values);
    },
    profile: profile?.name ?? null,
    namespaces: profile?.namespaces.map(({ variant }) => variant.namespace.name) ?? [],
    applications:
      profile?.namespaces.flatMap(({ applications }) => applications.map(({ application }) => application.name)) ?? [],
    source,
  };
}

function namespaceStatus(resolution: Resolution, index: number, count: Count): Record<string, unknown> {
  const placement = resolution.namespaces[index];
  const turnedDown = new Set(placement?.namespace.spec.rejected.map(({ application }) => application));
  const placed: string[] = [];
  const pending: string[] = [];
  const rejected: string[] = [];
  for (const { application, namespace, agreement } of resolution.applications) {
    const isHere = namespace !== undefined && namespace === placement?.namespace;
    if (isHere && agreement === 'placed') placed.push(application.name);
    else if (isHere || application.spec.requests === placement?.namespace.name)
      (turnedDown.has(application.name) ? rejected : pending).push(application.name);
  }
  return {
    clusters: placement ? count(placement.clusters) : 0,
    proposed: placement?.namespace.spec.proposed ?? false,
    applications: placed,
    pending,
    rejected,
    variants: variantCounts(placement?.variants ?? [], count),
  };
}

function applicationStatus(resolution: Resolution, index: number, count: Count): Record<string, unknown> {
  const placement = resolution.applications[index];
  return {
    state: placement?.agreement ?? 'unassigned',
    clusters: placement ? count(placement.clusters) : 0,
    variants: variantCounts(placement?.variants ?? [], count),
  };
}

/** The namespaces that have a policy on some clusters at least, and the clusters where one of them has it. */
function policyStatus({ namespaces, active }: Resolution, name: string, count: Count): Record<string, unknown> {
  const variants = namespaces
    .flatMap((placement) => placement.variants)
    .filter(({ spec, clusters }) => spec.policies.includes(name) && count(clusters) > 0);
  const clusters = ClusterSet.union(
    active.size,
    variants.map((variant) => variant.clusters),
  );
  return {
    clusters: count(clusters),
    namespaces: [...new Set(variants.map(({ namespace }) => namespace.name))],
  };
}

function variantCounts(variants: readonly { name: string; clusters: ClusterSet }[], count: Count) {
  const counted = variants.map(({ name, clusters }) => ({ name, clusters: count(clusters) }));
  return counted.filter(({ clusters }) => clusters > 0);
}
