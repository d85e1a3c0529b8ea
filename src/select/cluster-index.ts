import { mustGet } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { compareText } from '../model/compare.ts';
import type { Item } from '../model/inventory.ts';
import type { Cluster } from '../model/kinds.ts';
import { createDirectory, type Directory } from './directory.ts';
import type { LabelTerm } from './expression.ts';
import { indexBy } from './index-by.ts';
import { lazy, memoise } from './memoise.ts';

/** The clusters of an inventory by name and by label; each index is made when it is first asked for. */
export interface ClusterIndex {
  readonly size: number;
  readonly names: Directory;
  indexOf(name: string): number | undefined;
  /** Those whose name is, or matches, a pattern. */
  named(pattern: string): ClusterSet;
  labelled(term: LabelTerm): ClusterSet;
  /** The keys of all labels, sorted. */
  labelKeys(): readonly string[];
  /** The values that a label has. */
  labelValues(key: string): Directory;
}

export function indexClusters(clusters: readonly Item<Cluster>[]): ClusterIndex {
  const size = clusters.length;
  const names = createDirectory(() => clusters.map((cluster) => cluster.name));
  const byName = lazy(() => new Map(names.names().map((name, index) => [name, index])));
  const byLabel = memoise((key) => indexLabel(clusters, key));
  const indexOf = (name: string) => byName().get(name);

  return {
    size,
    names,
    indexOf,
    named(pattern) {
      const indices = names.find(pattern).map(indexOf);
      return ClusterSet.of(
        size,
        indices.filter((index) => index !== undefined),
      );
    },
    labelled({ key, value }) {
      const { members, values } = byLabel(key.text);
      const set = ClusterSet.none(size);
      for (const found of value ? values.find(value.text) : values.names()) set.addAll(mustGet(members, found));
      return set;
    },
    labelKeys: lazy(() => keysOfLabels(clusters)),
    labelValues: (key) => byLabel(key).values,
  };
}

function keysOfLabels(clusters: readonly Item<Cluster>[]): string[] {
  const keys = new Set(clusters.flatMap((cluster) => Object.keys(cluster.object.metadata.labels ?? {})));
  return [...keys].sort(compareText);
}

function indexLabel(clusters: readonly Item<Cluster>[], key: string) {
  const members = indexBy(clusters, ({ object }) => {
    const labels = object.metadata.labels;
    const value = labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
    return value === undefined ? [] : [value];
  });
  return { members, values: createDirectory(() => [...members.keys()].sort(compareText)) };
}
