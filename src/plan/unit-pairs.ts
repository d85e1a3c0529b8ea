import { ClusterSet } from '../model/cluster-set.ts';
import { compareText } from '../model/compare.ts';
import type { ApplicationVariant, NamespaceVariant, Resolution } from '../model/resolution.ts';
import type { ClusterPairs } from './cluster-pairs.ts';

/** A namespace, or an application in it, as some clusters have it before and after. */
export interface UnitPair {
  readonly namespace: string;
  readonly clusters: ClusterSet;
  /** Undefined on one side: they do not have it then. */
  readonly unit: Sides<NamespaceVariant> | (Sides<ApplicationVariant> & { readonly application: string });
}

/** What there is before and after; one of them at least. */
export interface Sides<V> {
  readonly before: V | undefined;
  readonly after: V | undefined;
}

/** Variants of one namespace or application in one state, with their clusters by the positions of ClusterPairs. */
interface Placed<V> {
  readonly variants: readonly { readonly variant: V; readonly clusters: ClusterSet }[];
  readonly clusters: ClusterSet;
}

/**
 * All that clusters which are delivered to after have before or after, sorted by namespace and application: one pair
 * for each two variants with clusters in common. The work grows with variants, and never with clusters times profiles.
 */
export function pairUnits(before: Resolution, after: Resolution, pairs: ClusterPairs): UnitPair[] {
  const was = positionsOf(pairs, pairs.before, before.inventory.clusters.length);
  const is = positionsOf(pairs, pairs.after, after.inventory.clusters.length);
  const active = is(after.active);
  const namespaces = pairAll(placedNamespaces(before, was), placedNamespaces(after, is), active);
  const applications = pairAll(placedApplications(before, was), placedApplications(after, is), active);
  const found = [
    ...namespaces.map(({ name, sides, clusters }): UnitPair => ({ namespace: name, clusters, unit: sides })),
    ...applications.map(({ name, sides, clusters }): UnitPair => {
      const [namespace = '', application = ''] = name.split('/');
      return { namespace, clusters, unit: { ...sides, application } };
    }),
  ];
  return found.sort(compareUnits);
}

/** The name of the application; undefined for the namespace itself. */
export function applicationOf({ unit }: Pick<UnitPair, 'unit'>): string | undefined {
  return 'application' in unit ? unit.application : undefined;
}

/** `NAMESPACE` or `NAMESPACE/APPLICATION`. */
export function unitName(pair: Pick<UnitPair, 'namespace' | 'unit'>): string {
  const application = applicationOf(pair);
  return application === undefined ? pair.namespace : `${pair.namespace}/${application}`;
}

function compareUnits(a: UnitPair, b: UnitPair): number {
  return compareText(a.namespace, b.namespace) || compareText(applicationOf(a) ?? '', applicationOf(b) ?? '');
}

/** Turns sets of the clusters of an inventory into sets by position. */
export function positionsOf(
  { names }: ClusterPairs,
  indices: Int32Array,
  size: number,
): (clusters: ClusterSet) => ClusterSet {
  if (size === names.length && indices.every((index, at) => index === at)) return (clusters) => clusters;
  const positions = new Int32Array(size);
  for (const [at, index] of indices.entries()) if (index >= 0) positions[index] = at;
  return (clusters) => {
    const set = ClusterSet.none(names.length);
    for (const index of clusters) set.add(positions[index] ?? 0);
    return set;
  };
}

type ToPositions = (clusters: ClusterSet) => ClusterSet;

function placedNamespaces({ namespaces }: Resolution, toPositions: ToPositions): Map<string, Placed<NamespaceVariant>> {
  return new Map(namespaces.map((placement) => [placement.namespace.name, placed(placement, toPositions)]));
}

function placedApplications(
  { applications }: Resolution,
  toPositions: ToPositions,
): Map<string, Placed<ApplicationVariant>> {
  return new Map(
    applications
      .filter(({ agreement }) => agreement === 'placed')
      .map((placement) => {
        const name = `${placement.namespace?.name ?? ''}/${placement.application.name}`;
        return [name, placed(placement, toPositions)];
      }),
  );
}

function placed<V extends { readonly clusters: ClusterSet }>(
  placement: { readonly clusters: ClusterSet; readonly variants: readonly V[] },
  toPositions: ToPositions,
): Placed<V> {
  return {
    variants: placement.variants.map((variant) => ({ variant, clusters: toPositions(variant.clusters) })),
    clusters: toPositions(placement.clusters),
  };
}

interface Paired<V> {
  readonly name: string;
  readonly sides: Sides<V>;
  readonly clusters: ClusterSet;
}

function pairAll<V>(
  before: ReadonlyMap<string, Placed<V>>,
  after: ReadonlyMap<string, Placed<V>>,
  active: ClusterSet,
): Paired<V>[] {
  const none: Placed<V> = { variants: [], clusters: ClusterSet.none(active.size) };
  const pairs: Paired<V>[] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(name) ?? none;
    const is = after.get(name) ?? none;
    const add = (sides: Sides<V>, clusters: ClusterSet) => {
      if (!clusters.isEmpty()) pairs.push({ name, sides, clusters });
    };
    for (const { variant, clusters } of was.variants) {
      for (const other of is.variants) add({ before: variant, after: other.variant }, clusters.and(other.clusters));
      add({ before: variant, after: undefined }, clusters.minus(is.clusters).and(active));
    }
    for (const { variant, clusters } of is.variants)
      add({ before: undefined, after: variant }, clusters.minus(was.clusters));
  }
  return pairs;
}

/** The positions of clusters that come into delivery, and of those that leave it. */
export function comersAndGoers(
  before: Resolution,
  after: Resolution,
  pairs: ClusterPairs,
): { readonly added: ClusterSet; readonly removed: ClusterSet } {
  const was = positionsOf(pairs, pairs.before, before.inventory.clusters.length)(before.active);
  const is = positionsOf(pairs, pairs.after, after.inventory.clusters.length)(after.active);
  return { added: is.minus(was), removed: was.minus(is) };
}
