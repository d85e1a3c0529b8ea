import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { groupBy } from '../model/group-by.ts';
import type { Resolution } from '../model/resolution.ts';
import { rememberTemplates, type TemplateOf } from './templates.ts';
import { oneLine } from './variables.ts';

/** The texts that a variable has on clusters. */
export interface Column {
  /** Each text once. */
  readonly texts: readonly string[];
  /** By cluster: which of the texts it has; -1 where it has none. */
  readonly ids: Int32Array;
  /** The active clusters on which it has none. */
  readonly missing: ClusterSet;
  /** No text holds a character that means something to YAML. */
  readonly isPlain: boolean;
}

/** Clusters that share the texts of some variables. */
export interface Combination {
  /** A text for each variable; undefined where it has none. */
  readonly texts: readonly (string | undefined)[];
  /** Ascending. */
  readonly clusters: readonly number[];
}

/** The variables that come from clusters, for the whole fleet at once: read only where something asks for them. */
export interface FleetVariables {
  /** Undefined where no cluster has it. */
  column(name: string): Column | undefined;
  /** The different combinations that these variables have on active clusters; each knows its clusters. */
  combinations(names: readonly string[]): readonly Combination[];
  /** All names, sorted. */
  names(): readonly string[];
  /** Reads the expressions of a text once. */
  readonly templateOf: TemplateOf;
}

export function fleetVariables(resolution: Resolution): FleetVariables {
  const known = new Map<string, readonly Combination[]>();
  let all: ReadonlyMap<string, Column> | undefined;
  const columns = () => {
    all ??= readColumns(resolution);
    return all;
  };
  return {
    column: (name) => columns().get(name),
    names: () => [...columns().keys()].sort(),
    templateOf: rememberTemplates(),
    combinations(names) {
      const key = names.join('\n');
      const found =
        known.get(key) ??
        combine(
          names.map((name) => columns().get(name)),
          resolution,
        );
      known.set(key, found);
      return found;
    },
  };
}

interface Filling {
  readonly texts: string[];
  readonly known: Map<string, number>;
  readonly ids: Int32Array;
}

function readColumns(resolution: Resolution): ReadonlyMap<string, Column> {
  const { active, inventory } = resolution;
  const fillings = new Map<string, Filling>();
  const put = (key: string, cluster: number, text: string) => {
    let filling = fillings.get(key);
    if (!filling) {
      filling = { texts: [], known: new Map(), ids: new Int32Array(inventory.clusters.length).fill(-1) };
      fillings.set(key, filling);
    }
    let id = filling.known.get(text);
    if (id === undefined) {
      id = filling.texts.push(text) - 1;
      filling.known.set(text, id);
    }
    filling.ids[cluster] = id;
  };
  for (const cluster of active) {
    const { name, spec } = at(inventory.clusters, cluster);
    for (const [key, { text }] of resolution.valuesOf(cluster)) put(key, cluster, oneLine(text));
    put('group', cluster, spec.home);
    put('name', cluster, name);
  }
  return new Map(Array.from(fillings, ([name, { texts, ids }]) => [`cluster_${name}`, columnOf(texts, ids, active)]));
}

function columnOf(texts: readonly string[], ids: Int32Array, active: ClusterSet): Column {
  const missing = ClusterSet.none(active.size);
  for (const cluster of active) if (ids[cluster] === -1) missing.add(cluster);
  return { texts, ids, missing, isPlain: texts.every((text) => /^[\w./@+-]*$/.test(text)) };
}

function combine(columns: readonly (Column | undefined)[], { active }: Resolution): Combination[] {
  const [only] = columns;
  const keyOf =
    only && columns.length === 1
      ? (cluster: number) => String(at(only.ids, cluster))
      : (cluster: number) => columns.map((column) => (column ? at(column.ids, cluster) : -1)).join(' ');
  return Array.from(groupBy(active, keyOf).values(), (clusters) => {
    const example = at(clusters, 0);
    return {
      texts: columns.map((column) => column?.texts[at(column.ids, example)]),
      clusters,
    };
  });
}
