import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Resolution, Value } from '../model/resolution.ts';
import type { ClusterPairs } from './cluster-pairs.ts';
import type { UnitPair } from './unit-pairs.ts';
import { valueChanges } from './value-changes.ts';

/** The clusters on which a variable has another value, by the name of the variable. By the positions of ClusterPairs. */
export type ChangedVariables = ReadonlyMap<string, ClusterSet>;

/** Variables of clusters: their values, own and inherited, their home group and their name. */
export function changedClusterVariables(before: Resolution, after: Resolution, pairs: ClusterPairs): ChangedVariables {
  const changed = new Map<string, ClusterSet>();
  if (sameInventory(before.inventory, after.inventory)) return changed;
  for (const { field, clusters } of valueChanges(before, after, pairs))
    if (field.startsWith('values.')) changed.set(`cluster_${field.slice('values.'.length)}`, clusters);
  const add = (name: string, position: number) => {
    const set = changed.get(name) ?? ClusterSet.none(pairs.names.length);
    set.add(position);
    changed.set(name, set);
  };
  for (let position = 0; position < pairs.names.length; position++) {
    const was = before.inventory.clusters[at(pairs.before, position)];
    const is = after.inventory.clusters[at(pairs.after, position)];
    if (!was || !is || was === is) continue;
    if (was.name !== is.name) add('cluster_name', position);
    if (was.spec.home !== is.spec.home) add('cluster_group', position);
  }
  return changed;
}

/** Whether all that values and groups of clusters hang on was read but once, for both. */
function sameInventory(before: Inventory, after: Inventory): boolean {
  const lists = ['fleet', 'clusters', 'groups', 'namespaces', 'rings'] as const;
  return lists.every((list) => before[list] === after[list]);
}

/** Variables of namespaces, by the name of the namespace: an override may change them on some clusters alone. */
export function changedNamespaceVariables(units: readonly UnitPair[]): ReadonlyMap<string, ChangedVariables> {
  const changed = new Map<string, Map<string, ClusterSet>>();
  for (const { kind, namespace, before, after, clusters } of units) {
    if (kind !== 'namespace' || !before || !after) continue;
    const ofNamespace = changed.get(namespace) ?? new Map<string, ClusterSet>();
    changed.set(namespace, ofNamespace);
    for (const key of differingKeys(before.values, after.values)) {
      const name = `namespace_${key}`;
      ofNamespace.set(name, ofNamespace.get(name)?.or(clusters) ?? clusters);
    }
  }
  return changed;
}

/** Variables of an application that differ between two of its variants. */
export function changedApplicationVariables({ kind, before, after }: UnitPair): string[] {
  if (kind !== 'application' || !before || !after) return [];
  return differingKeys(before.values, after.values).map((key) => `app_${key}`);
}

function differingKeys(before: ReadonlyMap<string, Value>, after: ReadonlyMap<string, Value>): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => before.get(key)?.text !== after.get(key)?.text);
}
