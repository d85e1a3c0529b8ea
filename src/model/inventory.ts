import { at } from './at.ts';
import type { KindName, Kinds } from './kinds/definition.ts';
import { kinds, type Specs } from './kinds/index.ts';
import type { Fleet } from './kinds.ts';
import type { KustomizeFolder } from './kustomize.ts';
import type { DocumentRef } from './place.ts';

export type { KindName, Kinds } from './kinds/definition.ts';

/** An object as a person wrote it, with the place where it stands. */
export interface WrittenItem<T> {
  readonly name: string;
  readonly object: T;
  readonly source: DocumentRef;
  /** The text of numbers, by JSON pointer, if it is not what JavaScript would print. */
  readonly numbers?: Readonly<Record<string, string>>;
}

/** An object of the inventory. Whoever prints or edits it reads `object`, all others read `spec`. */
export interface Item<T> extends WrittenItem<T> {
  /** With the defaults of what was left out. */
  readonly spec: SpecOf<T>;
}

/** An object of any kind. */
export type AnyItem = { [K in KindName]: Item<Kinds[K]> }[KindName];

/** An object of a kind that is known by its name alone. */
export type ItemOf<K extends KindName> = WrittenItem<Kinds[K]> & { readonly spec: Specs[K] };

/** The spec of a kind, with what was left out. */
export type SpecOf<T> = T extends { readonly kind: infer K extends KindName } ? Specs[K] : unknown;

type ListedKind = Exclude<KindName, 'Fleet'>;

/** A list for each kind, called as the kind is in the plural. */
type Lists = { readonly [K in ListedKind as (typeof kinds)[K]['plural']]: readonly Item<Kinds[K]>[] };

/**
 * All that people wrote, loaded and valid on its own; names are unique within a kind. Lists are sorted by name, rings by
 * their order.
 */
export interface Inventory extends Lists {
  readonly fleet: Item<Fleet>;
  /** The Kustomize folders below apps/ and policies/. */
  readonly manifests: Manifests;
}

/** An inventory whose lists are made one by one, by their kinds. */
export function assembleInventory(
  fleet: Inventory['fleet'],
  manifests: Manifests,
  listOf: <K extends ListedKind>(kind: K) => readonly ItemOf<K>[],
): Inventory {
  return {
    fleet,
    clusters: listOf('Cluster'),
    groups: listOf('Group'),
    applications: listOf('Application'),
    namespaces: listOf('Namespace'),
    policies: listOf('Policy'),
    rings: listOf('Ring'),
    expectations: listOf('Expectation'),
    manifests,
  };
}

/** The objects of a kind. */
export function itemsOf(inventory: Inventory, kind: KindName): readonly AnyItem[] {
  return kind === 'Fleet' ? [inventory.fleet] : inventory[kinds[kind].plural];
}

/** The names of clusters by their indices, of a ClusterSet for instance. */
export function clusterNames({ clusters }: Pick<Inventory, 'clusters'>, indices: Iterable<number>): string[] {
  return Array.from(indices, (index) => at(clusters, index).name);
}

export interface Manifests {
  /** Whether there is such a folder: counted from the fleet root, without a slash at the end. */
  has(folder: string): boolean;
  /** The names of the folders directly in a folder, sorted. */
  folders(folder: string): readonly string[];
  /** The Kustomization or Component in a folder; undefined if there is none. */
  kustomization(folder: string): KustomizeFolder | undefined;
}
