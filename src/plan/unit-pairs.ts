import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import type { ApplicationVariant, NamespaceVariant, Resolution, Variant } from '../model/resolution.ts';
import { compareUnits, type Unit, unitName, unitOf } from '../model/unit.ts';
import type { ClusterPairs } from './cluster-pairs.ts';

/** A namespace, or an application in it, as some clusters have it before and after. */
export type UnitPair = PairOf<NamespaceVariant> | PairOf<ApplicationVariant>;

interface PairOf<V extends Variant> extends Unit, Sides<V> {
  readonly kind: V['kind'];
  readonly clusters: ClusterSet;
}

/** What clusters have before and after: one of them at least. */
interface Sides<V> {
  readonly before: V | undefined;
  readonly after: V | undefined;
}

/** Variants of one namespace or application in one state, with their clusters by the positions of ClusterPairs. */
interface Placed<V> {
  readonly unit: Unit;
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
  const found: UnitPair[] = [
    ...pairAll('namespace', placed(before.namespaces, was), placed(after.namespaces, is), active),
    ...pairAll('application', placed(before.applications, was), placed(after.applications, is), active),
  ];
  return found.sort(compareUnits);
}

/** Turns sets of the clusters of an inventory into sets by position. */
export function positionsOf(
  { names }: ClusterPairs,
  indices: Int32Array,
  size: number,
): (clusters: ClusterSet) => ClusterSet {
  if (size === names.length && indices.every((index, position) => index === position)) return (clusters) => clusters;
  const positions = new Int32Array(size).fill(-1);
  for (const [position, index] of indices.entries()) if (index >= 0) positions[index] = position;
  return (clusters) => {
    const set = ClusterSet.none(names.length);
    for (const index of clusters) set.add(at(positions, index));
    return set;
  };
}

type ToPositions = (clusters: ClusterSet) => ClusterSet;

interface Placement<V> {
  readonly clusters: ClusterSet;
  readonly variants: readonly V[];
}

/** By `NAMESPACE` or `NAMESPACE/APPLICATION`. What is on no cluster has no variants. */
function placed<V extends Variant>(
  placements: readonly Placement<V>[],
  toPositions: ToPositions,
): Map<string, Placed<V>> {
  return new Map(
    placements.flatMap(({ variants, clusters }) => {
      const [first] = variants;
      if (!first) return [];
      const unit = unitOf(first);
      const there = variants.map((variant) => ({ variant, clusters: toPositions(variant.clusters) }));
      return [[unitName(unit), { unit, variants: there, clusters: toPositions(clusters) }]];
    }),
  );
}

function pairAll<V extends Variant>(
  kind: V['kind'],
  before: ReadonlyMap<string, Placed<V>>,
  after: ReadonlyMap<string, Placed<V>>,
  active: ClusterSet,
): PairOf<V>[] {
  const none = { variants: [], clusters: ClusterSet.none(active.size) };
  const pairs: PairOf<V>[] = [];
  for (const [name, { unit }] of new Map([...before, ...after])) {
    const was = before.get(name) ?? none;
    const is = after.get(name) ?? none;
    const add = (sides: Sides<V>, clusters: ClusterSet) => {
      if (!clusters.isEmpty()) pairs.push({ kind, ...unit, ...sides, clusters });
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
