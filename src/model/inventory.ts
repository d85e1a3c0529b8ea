import type { Application, Cluster, Expectation, Fleet, Group, Namespace, Policy, Ring } from './kinds.ts';
import type { KustomizeFolder } from './kustomize.ts';
import type { DocumentRef } from './place.ts';

/** An object that a person wrote, with the place where it stands. */
export interface Item<T> {
  readonly name: string;
  readonly object: T;
  readonly source: DocumentRef;
  /** The text of numbers, by JSON pointer, where it is not what JavaScript would print. */
  readonly numbers?: Readonly<Record<string, string>>;
}

/** Every kind by its name, as it is written in `kind:`. */
export interface Kinds {
  Fleet: Fleet;
  Group: Group;
  Cluster: Cluster;
  Application: Application;
  Namespace: Namespace;
  Policy: Policy;
  Ring: Ring;
  Expectation: Expectation;
}

export type KindName = keyof Kinds;

/** All that people wrote, loaded and valid on its own; names are unique within a kind. Lists are sorted by name. */
export interface Inventory {
  readonly fleet: Item<Fleet>;
  readonly clusters: readonly Item<Cluster>[];
  readonly groups: readonly Item<Group>[];
  readonly applications: readonly Item<Application>[];
  readonly namespaces: readonly Item<Namespace>[];
  readonly policies: readonly Item<Policy>[];
  /** Sorted by order. */
  readonly rings: readonly Item<Ring>[];
  readonly expectations: readonly Item<Expectation>[];
  /** The Kustomize folders below apps/ and policies/. */
  readonly manifests: Manifests;
}

export interface Manifests {
  /** Whether there is such a folder: counted from the fleet root, without a slash at the end. */
  has(folder: string): boolean;
  /** The names of the folders directly in a folder, sorted. */
  folders(folder: string): readonly string[];
  /** The Kustomization or Component in a folder; undefined where there is none. */
  kustomization(folder: string): KustomizeFolder | undefined;
}
