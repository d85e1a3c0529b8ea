import type { ClusterSet } from './cluster-set.ts';
import type { Finding } from './diagnostic.ts';
import type { Engine } from './engine.ts';
import type { Inventory, Item } from './inventory.ts';
import type { ClusterSpec } from './kinds/cluster.ts';
import type { NamespaceSpec } from './kinds/namespace.ts';
import type { Application, Namespace } from './kinds.ts';
import type { KustomizeFolder } from './kustomize.ts';
import type { Place } from './place.ts';

export type { NamespaceSpec } from './kinds/namespace.ts';
export type Connectivity = ClusterSpec['connectivity'];

/** Who gets what: everything that generated files, plans and explanations are made from. */
export interface Resolution {
  readonly inventory: Inventory;
  /** What delivers it. */
  readonly engine: Engine;
  /** The clusters that are delivered to: those that are not retired. */
  readonly active: ClusterSet;
  /** Sorted by name. */
  readonly namespaces: readonly NamespacePlacement[];
  /** Sorted by name. */
  readonly applications: readonly ApplicationPlacement[];
  /** Sorted by name; each active cluster is in exactly one. */
  readonly profiles: readonly Profile[];
  /** The profile of a cluster; undefined if it is retired. */
  profileOf(cluster: number): Profile | undefined;
  /** The ring of a cluster; undefined if there are no rings. */
  ringOf(cluster: number): string | undefined;
  /** The clusters that an expression selects, with what is wrong with it. */
  select(expression: string, place: Place): { readonly clusters: ClusterSet; readonly findings: readonly Finding[] };
  /** The clusters of a ring. */
  ring(name: string): ClusterSet;
  /** The clusters in a group or any below it. */
  group(name: string): ClusterSet;
  /** The groups that a cluster is in, by name and by expression, with all above them: shallow ones first. */
  groupsOf(cluster: number): readonly string[];
  /** The values of a cluster with those it inherits, sorted by key. */
  valuesOf(cluster: number): ReadonlyMap<string, Value>;
  /** The time zone of a cluster, its own or inherited. */
  timeZoneOf(cluster: number): string | undefined;
}

/** A value as variables get it, with the place where it was written. */
export interface Value {
  readonly text: string;
  readonly from: Place;
}

export interface NamespacePlacement {
  readonly namespace: Item<Namespace>;
  /** The active clusters that have it. */
  readonly clusters: ClusterSet;
  /** Sorted by name; they share out `clusters`. */
  readonly variants: readonly NamespaceVariant[];
}

/** What is applied as one, as some clusters have it. Helpers are in unit.ts. */
export type Variant = NamespaceVariant | ApplicationVariant;

/** What variants of namespaces and of applications have in common. */
interface VariantOf<K, T> {
  readonly kind: K;
  /** What is applied: the namespace or the application. */
  readonly applied: Item<T>;
  /** The namespace itself, or the one that the application runs in. */
  readonly namespace: Item<Namespace>;
  /** The names of its overrides or its overlays, joined by `_`, or `base`. */
  readonly name: string;
  readonly clusters: ClusterSet;
  /** Its own values, sorted by key; an application has none of its namespace here. */
  readonly values: ReadonlyMap<string, Value>;
  /** The folders that people wrote for it, in the order in which they apply; those that are not there are left out. */
  readonly folders: readonly KustomizeFolder[];
  /** Whether variables are replaced in what it brings. */
  readonly substitutes: boolean;
}

/** A namespace as some clusters have it: with the overrides that apply there. Its folders are those of its policies. */
export interface NamespaceVariant extends VariantOf<'namespace', Namespace> {
  /** The places of its overrides in `spec.overrides`, ascending. */
  readonly overrides: readonly number[];
  /** With its overrides applied. */
  readonly spec: NamespaceSpec;
}

/**
 * How far namespace and application have agreed. `placed`: the application names it and it admits the application.
 * `pending`: one side only, it only asks, or the namespace is only proposed. `rejected`: the namespace turned it down. `unassigned`: it names none.
 */
export type Agreement = 'placed' | 'pending' | 'rejected' | 'unassigned';

export interface ApplicationPlacement {
  readonly application: Item<Application>;
  readonly agreement: Agreement;
  /** The namespace that it names. */
  readonly namespace: Item<Namespace> | undefined;
  /** The active clusters that have it. */
  readonly clusters: ClusterSet;
  /** Sorted by name; they share out `clusters`. */
  readonly variants: readonly ApplicationVariant[];
  /** All overlays that may apply to it, in the order in which they apply. */
  readonly overlays: readonly Overlay[];
}

/** An application as some clusters have it: its base with the overlays that apply there. */
export interface ApplicationVariant extends VariantOf<'application', Application> {
  readonly application: Item<Application>;
  /** What is built: the base, or the overlay that takes its place. */
  readonly base: string;
  /** The overlays that apply, the one in the place of the base first. */
  readonly overlays: readonly Overlay[];
}

/** One change of an application, for some clusters: a folder in its `overlays/`. */
export interface Overlay {
  readonly name: string;
  readonly folder: KustomizeFolder;
  /** The clusters that its annotations select, up to its ring. */
  readonly clusters: ClusterSet;
  /** If set: that ring and all before it. */
  readonly ring: string | undefined;
  /** If set: only these of the applications that share the path. */
  readonly applications: readonly string[] | undefined;
  readonly priority: number;
}

/** Clusters with the same needs: they share one set of generated files. */
export interface Profile {
  /** The name of one of its clusters: the one with the lowest sha256 of `profile:` and its name. */
  readonly name: string;
  readonly clusters: ClusterSet;
  readonly connectivity: Connectivity;
  /** Sorted by name. */
  readonly namespaces: readonly ProfileNamespace[];
}

export interface ProfileNamespace {
  readonly variant: NamespaceVariant;
  /** Sorted by name. */
  readonly applications: readonly ApplicationVariant[];
}
