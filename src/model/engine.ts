import type { DeliveredClusters } from './delivered.ts';
import type { GeneratedBuild, GeneratedFile } from './generated.ts';
import type { Inventory, Item } from './inventory.ts';
import type { Cluster } from './kinds.ts';
import type { ManifestObject } from './kustomize.ts';
import type { NamespaceSpec, NamespaceVariant, Profile, Value, Variant } from './resolution.ts';
import type { Whereabouts } from './whereabouts.ts';

/**
 * What brings things to clusters and keeps them there, such as Flux. It turns who gets what into files, tells from files
 * what clusters have, and knows what a cluster makes of them. Where the files lie it is told. Nobody else knows one.
 */
export interface Engine {
  readonly words: EngineWords;
  /** The objects that it makes itself for a variant of a namespace, before policies are put on: files are made of these. */
  parts(variant: NamespaceVariant, inventory: Inventory): readonly EnginePart[];
  /** What Kustomize builds a variant from, with the variables still in it. */
  build(variant: Variant, context: EngineContext): GeneratedBuild;
  /** The files in the folder of a variant, which clusters read. */
  content(variant: Variant, context: EngineContext): Iterable<GeneratedFile>;
  /** What clusters of all profiles share: where they start from, and the manifests of policies with variables left alone. */
  shared(context: EngineContext): Iterable<GeneratedFile>;
  /** What applies the contents of each profile: in which order, as whom, with which variables. */
  profiles(profiles: readonly Profile[], context: EngineContext): Iterable<GeneratedFile>;
  /** The one file that a cluster has for itself, without its header. */
  cluster(output: ClusterOutput, context: EngineContext): string;
  /** What is applied by hand, once, for a cluster to begin. */
  bootstrap(cluster: Item<Cluster>, context: EngineContext): string;
  readonly readBack: ReadBack;
  readonly removal: Removal;
}

/** What files are made from, beside what they are about. */
export interface EngineContext {
  readonly inventory: Inventory;
  readonly at: Whereabouts;
}

/** What stands for an engine in messages to people. */
export interface EngineWords {
  /** Who applies and deletes: `Flux`. */
  readonly name: string;
  /** Who replaces variables and refuses what has none: the engine on the cluster, or `resedge` when files are made. */
  readonly substitution: string;
}

/** An object that an engine makes for a variant, at the field that asks for it. `value` is the object. */
export interface EnginePart extends ManifestObject {
  /** The file in the variant's folder. */
  readonly file: string;
  /** Why it is there, if the field does not say it. */
  readonly reason?: string;
}

/** All that a cluster's own file says. */
export interface ClusterOutput {
  readonly cluster: Item<Cluster>;
  /** The folder that the file lies in: another one than where the cluster is to read from in a forwarding overlay. */
  readonly folder: string;
  readonly profile: Profile;
  readonly values: ReadonlyMap<string, Value>;
}

/** Tells from generated files what clusters have, whatever the inventory says by now. */
export interface ReadBack {
  /** The folders of the files that tell it. */
  folders(at: Pick<Whereabouts, 'clusters' | 'profiles'>): readonly string[];
  clusters(files: readonly GeneratedFile[], at: Pick<Whereabouts, 'clusters' | 'profiles'>): DeliveredClusters;
}

/** `pruned`: the applications are taken away; `deleted`: the Namespace is, with all in it; `stays`: neither. */
export type LeftBehind = 'pruned' | 'deleted' | 'stays';

/** What becomes on a cluster of what is not delivered any more. */
export interface Removal {
  /** Whether an object stays, as Kustomize built it. */
  isKept(object: Readonly<Record<string, unknown>>): boolean;
  /** What becomes of what is in a namespace under its old name, once it has another one. */
  leftBehind(namespace: NamespaceSpec): LeftBehind;
}
