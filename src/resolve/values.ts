import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { compareText } from '../model/compare.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory, Item } from '../model/inventory.ts';
import type { Path } from '../model/place.ts';
import { isEmpty } from '../model/record.ts';
import type { Value } from '../model/resolution.ts';
import { ambiguousValue } from '../model/rules/re407-ambiguous-value.ts';
import type { Selection } from '../select/selection.ts';
import { clusterLayer, type GroupsByName, isDeeper, type Layer, layersOf } from './layers.ts';
import { listClusters } from './wording.ts';

/** What clusters inherit: `values` by key, `timeZone` and `windows` as they are. */
export interface Inheritance {
  valuesOf(cluster: number): ReadonlyMap<string, Value>;
  timeZoneOf(cluster: number): string | undefined;
  readonly findings: readonly Finding[];
}

type Values = Readonly<Record<string, string | number | boolean>>;

/** A field that is inherited, as text to compare, and the layer that gives it. */
interface Inherited {
  readonly value: Value;
  readonly layer: Layer;
}

interface Undecided {
  readonly pair: readonly [Inherited, Inherited];
  readonly field: string;
  readonly clusters: ClusterSet;
}

/** What the fleet and a set of groups give, with what is undecided among groups of equal depth. */
interface Shared {
  readonly fields: ReadonlyMap<string, Inherited>;
  readonly conflicts: ReadonlyMap<string, readonly [Inherited, Inherited]>;
  /** The values among the fields, sorted by key: what a cluster without values of its own has. */
  readonly values: ReadonlyMap<string, Value>;
}

/** The values of an object as variables get them: numbers as they were written. */
export function ownValues(
  item: Item<unknown>,
  values: Values = {},
  path: Path = ['spec', 'values'],
): Map<string, Value> {
  const own = new Map<string, Value>();
  for (const key of Object.keys(values).sort(compareText)) {
    const at = [...path, key];
    const text = item.numbers?.[`/${at.join('/')}`] ?? String(values[key]);
    own.set(key, { text, from: { file: item.source.file, document: item.source.document, path: at } });
  }
  return own;
}

/**
 * Works out what each cluster inherits: fleet, then its groups from shallow to deep, then the cluster itself; later
 * ones win. Two groups of equal depth that disagree, with nothing deeper to decide, are RE407. The work is done once
 * for each set of groups, not for each cluster.
 */
export function resolveInheritance(inventory: Inventory, selection: Selection): Inheritance {
  const groups: GroupsByName = new Map(inventory.groups.map((group) => [group.name, group]));
  const shared = new Map<readonly string[], Shared>();
  const undecided = new Map<string, Undecided>();

  function sharedBy(names: readonly string[]): Shared {
    const known = shared.get(names);
    if (known) return known;
    const made = share(layersOf(inventory, names, undefined, groups));
    shared.set(names, made);
    return made;
  }

  for (const [index, cluster] of inventory.clusters.entries()) {
    const { conflicts } = sharedBy(selection.groupsOf(index));
    if (conflicts.size === 0 || cluster.spec.state === 'retired') continue;
    const own = fieldsOf(clusterLayer(cluster));
    for (const [field, pair] of conflicts) {
      if (own.has(field)) continue;
      const key = [field, ...pair.map(({ layer }) => layer.giver)].join('\n');
      const seen = undecided.get(key) ?? { pair, field, clusters: ClusterSet.none(inventory.clusters.length) };
      seen.clusters.add(index);
      undecided.set(key, seen);
    }
  }

  return {
    valuesOf(index) {
      const cluster = at(inventory.clusters, index);
      const inherited = sharedBy(selection.groupsOf(index)).values;
      if (isEmpty(cluster.spec.values)) return inherited;
      return sorted(new Map([...inherited, ...ownValues(cluster, cluster.spec.values)]));
    },
    timeZoneOf(index) {
      const own = at(inventory.clusters, index).spec.timeZone;
      return own ?? sharedBy(selection.groupsOf(index)).fields.get('timeZone')?.value.text;
    },
    findings: [...undecided.values()].map((conflict) => conflictFinding(conflict, inventory)),
  };
}

function conflictFinding({ pair: [a, b], field, clusters }: Undecided, inventory: Inventory): Finding {
  const name = field.replace(/^values\./, '');
  return {
    rule: ambiguousValue,
    message: `${name} is ${quote(a.value.text)} in ${a.layer.giver} and ${quote(b.value.text)} in ${b.layer.giver}, and neither is deeper: undecided on ${listClusters(clusters, inventory)}`,
    hint: `Set ${name} in a deeper group, or on ${clusters.count() === 1 ? 'the cluster' : 'the clusters'}, or make both groups agree.`,
    place: b.value.from,
  };
}

function quote(text: string): string {
  return text.length > 60 ? `${JSON.stringify(text.slice(0, 57))}…` : JSON.stringify(text);
}

function share(layers: readonly Layer[]): Shared {
  const merged = new Map<string, Inherited>();
  const conflicts = new Map<string, readonly [Inherited, Inherited]>();
  for (const layer of layers) {
    for (const [field, value] of fieldsOf(layer)) {
      const found = { value, layer };
      const before = merged.get(field);
      if (isDeeper(layer, before?.layer)) {
        conflicts.delete(field);
        merged.set(field, found);
      } else if (before && before.value.text !== value.text) {
        conflicts.set(field, [before, found]);
      }
    }
  }
  const values = new Map<string, Value>();
  for (const [field, { value }] of merged)
    if (field.startsWith('values.')) values.set(field.slice('values.'.length), value);
  return { fields: merged, conflicts, values: sorted(values) };
}

function fieldsOf({ item }: Layer): Map<string, Value> {
  const { values, timeZone, windows } = item.spec;
  const found = new Map<string, Value>();
  for (const [key, value] of ownValues(item, values)) found.set(`values.${key}`, value);
  const { file, document } = item.source;
  const set = (field: string, text: string) =>
    found.set(field, { text, from: { file, document, path: ['spec', field] } });
  if (timeZone !== undefined) set('timeZone', timeZone);
  if (windows !== undefined)
    set('windows', JSON.stringify(windows.map(({ schedule, duration }) => [schedule, duration])));
  return found;
}

function sorted(values: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map([...values].sort(([a], [b]) => compareText(a, b)));
}
