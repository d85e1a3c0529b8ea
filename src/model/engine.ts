import type { ReadBack } from './delivered.ts';
import type { ContentBuild, GeneratedFile, MadeFile } from './generated.ts';
import type { Inventory, Item } from './inventory.ts';
import type { Cluster } from './kinds.ts';
import type { ManifestObject } from './kustomize.ts';
import type { Path } from './place.ts';
import type { Connectivity, NamespaceSpec, NamespaceVariant, Variant } from './resolution.ts';
import type { PlacedSet, SetModel } from './sets.ts';
import type { Unit } from './unit.ts';
import type { Whereabouts } from './whereabouts.ts';

/**
 * What brings things to clusters and keeps them there, such as Flux. It turns who gets what into files, tells from files
 * what clusters have, and knows what a cluster makes of them. Where the files lie it is told. Nobody else knows one.
 */
export interface Engine {
  readonly words: EngineWords;
  /** The objects that it makes itself for a variant of a namespace, before policies are put on: files are made of these. */
  parts(variant: NamespaceVariant): readonly EnginePart[];
  /**
   * The objects by which it brings a namespace, or an application in it, beside its parts; of none, those that it has on
   * every cluster.
   */
  objects(unit?: Unit): readonly EngineObject[];
  /** What Kustomize builds a variant from, with the variables still in it. */
  build(variant: Variant, context: EngineContext): ContentBuild;
  /** What it calls the object that applies a namespace, or an application in it: others depend on that name. */
  unitId(namespace: string, application?: string): string;
  /** The account that applications of a namespace are applied as, if they may bring namespaced objects alone. */
  account(namespace: string): string;
  /** The file of a set, without its header. */
  set(model: SetModel, connectivity: Connectivity, at: Whereabouts): string;
  /** The file of a profile, without its header. */
  profile(sets: readonly PlacedSet[], connectivity: Connectivity, at: Whereabouts): string;
  /** What clusters of all profiles share: where they start from. */
  shared(context: EngineContext): Iterable<GeneratedFile>;
  /** The one file that a cluster has for itself, without its header. */
  cluster(output: ClusterOutput, at: Whereabouts): string;
  /** What is applied by hand, once, for a cluster to begin. */
  bootstrap(cluster: Item<Cluster>, context: EngineContext): string;
  /** Reads back what was written for a fleet root that lies at a prefix in the repository. */
  readBack(prefix: string): ReadBack;
  /** What it reads from a registry, in place of the files in Git; undefined: it reads from none. */
  readonly registry?: (place: RegistryPlace) => RegistryFiles;
  readonly removal: Removal;
  readonly tenancy: Tenancy;
  readonly updates: Updates;
  /**
   * How long a change takes at most from where clusters read it until it is applied, in milliseconds. `isTimed`: for a
   * cluster to which changes come in windows.
   */
  lead(connectivity: Connectivity, isTimed: boolean): number;
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

/** An object of an engine itself, by what tells it from others. */
export interface EngineObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
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
  /** The folder that the file lies in. */
  readonly folder: string;
  /** The folder that the cluster is to read from: another one in a forwarding overlay. */
  readonly home: string;
  readonly profile: string;
  readonly connectivity: Connectivity;
  /** Whether changes come to it in windows, so that it has to look more often. */
  readonly isTimed: boolean;
  /** `cluster_…`, as manifests name them. */
  readonly variables: ReadonlyMap<string, string>;
}

/** The files of artifacts in a registry. Paths count from the root of an artifact, and never change with what is in it. */
export interface RegistryFiles {
  /** What applies a set. It lies in the bundle of the set, beside the folders that the units name as their content. */
  bundle(model: SetModel, connectivity: Connectivity): readonly MadeFile[];
  /** What pins a cluster to its sets; the same text for clusters that have the same ones. */
  pins(sets: readonly PinnedSet[], connectivity: Connectivity): string;
  /** All that is a cluster's own. `pins`: what pins it to its sets. */
  cluster(output: PublishedCluster, pins: string): readonly MadeFile[];
}

/** How clusters reach a registry. */
export interface RegistryPlace {
  /** `oci://registry.example.com/contoso`, below which repositories lie. */
  readonly address: string;
  /** The Secret with the credentials. */
  readonly secret: string | undefined;
  /** The account that what leads to sets is applied as; undefined: the engine's own. */
  readonly account: string | undefined;
}

/** A set whose bundle is in a registry. */
export interface PinnedSet {
  readonly namespace: string;
  /** Of the manifest of the bundle. */
  readonly digest: string;
}

/** What a cluster's own artifact is made of. */
export type PublishedCluster = Pick<ClusterOutput, 'connectivity' | 'isTimed' | 'variables'> & {
  readonly name: string;
};

/** `pruned`: the applications are taken away; `deleted`: the Namespace is, with all in it; `stays`: neither. */
export type LeftBehind = 'pruned' | 'deleted' | 'stays';

/** What becomes on a cluster of what is not delivered any more. */
export interface Removal {
  /** The annotations by which an object stays. */
  readonly keep: Readonly<Record<string, string>>;
  /** Whether an object stays, as Kustomize built it. */
  isKept(object: Readonly<Record<string, unknown>>): boolean;
  /** What becomes of what is in a namespace under its old name, once it has another one. */
  leftBehind(namespace: NamespaceSpec): LeftBehind;
}

/** What becomes on a cluster of an object that is there already, and may not be changed as it should be. */
export interface Updates {
  /** The annotation by which it is deleted and made anew, as people write it. */
  readonly anew: string;
  /** Whether the object does not keep others from being applied: it is made anew, or left as it is. */
  isSafe(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): boolean;
}

/** What objects of an engine's own kinds, brought by applications, can have it do. */
export interface Tenancy {
  /** Whether the role `admin` may write all kinds of an API group wherever the engine is installed. */
  isWritable(group: string): boolean;
  /** What an object of a kind has it do; undefined: nothing. */
  orders(group: string, kind: string): Orders | undefined;
}

/** Where an object says as whom and where something is to be done. `*` in a path: in each item of the list. */
export interface Orders {
  /** The name of a ServiceAccount beside the object, without which the engine acts as itself; undefined: it applies nothing. */
  readonly account: Path | undefined;
  /** Names of namespaces; what is left out is the object's own. */
  readonly namespaces: readonly Path[];
  /** What is there only to reach another cluster. */
  readonly clusters: readonly Path[];
}
