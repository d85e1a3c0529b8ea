import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { compareText } from '../model/compare.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory, Item } from '../model/inventory.ts';
import type { Group } from '../model/kinds.ts';
import type { Path, Place } from '../model/place.ts';
import { isEmpty } from '../model/record.ts';
import type { Value } from '../model/resolution.ts';
import { ambiguousValue } from '../model/rules/re407-ambiguous-value.ts';
import type { Selection } from '../select/selection.ts';
import { listClusters } from './wording.ts';

/** What clusters inherit: `values` by key, `timeZone` and `windows` as they are. */
export interface Inheritance {
  valuesOf(cluster: number): ReadonlyMap<string, Value>;
  timeZoneOf(cluster: number): string | undefined;
  readonly findings: readonly Finding[];
}

type Values = Readonly<Record<string, string | number | boolean>>;

/** Anything that holds a layer of values: Fleet, Group, Cluster, Application, Namespace. */
interface Layer {
  readonly values: Values;
  readonly timeZone?: string | undefined;
  readonly windows?: readonly { readonly schedule: string; readonly duration: string }[] | undefined;
}

/** A field that is inherited, as text to compare. */
interface Inherited {
  readonly value: Value;
  /** -1 for the fleet, the number of labels in its path for a group. */
  readonly depth: number;
  readonly owner: string;
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
  const groups = new Map(inventory.groups.map((group) => [group.name, group]));
  const fleet = fields(inventory.fleet, inventory.fleet.spec, -1, 'the fleet');
  const shared = new Map<readonly string[], Shared>();
  const undecided = new Map<string, Undecided>();

  function sharedBy(names: readonly string[]): Shared {
    const known = shared.get(names);
    if (known) return known;
    const made = share(fleet, names, groups);
    shared.set(names, made);
    return made;
  }

  for (const [index, cluster] of inventory.clusters.entries()) {
    const { conflicts } = sharedBy(selection.groupsOf(index));
    if (conflicts.size === 0 || cluster.spec.state === 'retired') continue;
    const own = fields(cluster, cluster.spec, Number.POSITIVE_INFINITY, cluster.name);
    for (const [field, pair] of conflicts) {
      if (own.has(field)) continue;
      const key = `${field}\n${pair[0].owner}\n${pair[1].owner}`;
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
    message: `${name} is ${quote(a.value.text)} in group ${a.owner} and ${quote(b.value.text)} in group ${b.owner}, and neither is deeper: undecided on ${listClusters(clusters, inventory)}`,
    hint: `Set ${name} in a deeper group, or on ${clusters.count() === 1 ? 'the cluster' : 'the clusters'}, or make both groups agree.`,
    place: b.value.from,
  };
}

function quote(text: string): string {
  return text.length > 60 ? `${JSON.stringify(text.slice(0, 57))}…` : JSON.stringify(text);
}

function share(
  fleet: ReadonlyMap<string, Inherited>,
  names: readonly string[],
  groups: ReadonlyMap<string, Item<Group>>,
): Shared {
  const merged = new Map(fleet);
  const conflicts = new Map<string, readonly [Inherited, Inherited]>();
  for (const name of names) {
    const group = groups.get(name);
    if (!group) continue;
    for (const [field, found] of fields(group, group.spec, name.split('/').length, name)) {
      const before = merged.get(field);
      if (before && before.depth === found.depth && before.value.text !== found.value.text) {
        conflicts.set(field, [before, found]);
        continue;
      }
      if (!before || before.depth < found.depth) {
        conflicts.delete(field);
        merged.set(field, found);
      }
    }
  }
  const values = new Map<string, Value>();
  for (const [field, { value }] of merged)
    if (field.startsWith('values.')) values.set(field.slice('values.'.length), value);
  return { fields: merged, conflicts, values: sorted(values) };
}

function fields(item: Item<unknown>, layer: Layer, depth: number, owner: string): Map<string, Inherited> {
  const found = new Map<string, Inherited>();
  for (const [key, value] of ownValues(item, layer.values)) found.set(`values.${key}`, { value, depth, owner });
  const place = (field: string): Place => ({
    file: item.source.file,
    document: item.source.document,
    path: ['spec', field],
  });
  if (layer.timeZone !== undefined)
    found.set('timeZone', { value: { text: layer.timeZone, from: place('timeZone') }, depth, owner });
  if (layer.windows !== undefined)
    found.set('windows', {
      value: {
        text: JSON.stringify(layer.windows.map(({ schedule, duration }) => [schedule, duration])),
        from: place('windows'),
      },
      depth,
      owner,
    });
  return found;
}

function sorted(values: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map([...values].sort(([a], [b]) => compareText(a, b)));
}
