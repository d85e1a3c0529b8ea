import type { ClusterSet } from './cluster-set.ts';
import type { Unit } from './unit.ts';

/** What a change does to the fleet, from one state to another. Sets are made by the positions in `names`. */
export interface Plan {
  /** The commit that is compared with; undefined if there is none, so that all is new. */
  readonly base: string | undefined;
  /** How many errors the earlier state has: what they stand in counts as not being there. */
  readonly errorsBefore: number;
  /** All clusters of both states, by the names that they have after, sorted. */
  readonly names: readonly string[];
  /** How many clusters are delivered to before. */
  readonly delivered: number;
  /** How many clusters are delivered to after. */
  readonly total: number;
  /** What these run differs. */
  readonly affected: ClusterSet;
  /** Delivered to after, and not before. */
  readonly added: ClusterSet;
  /** Delivered to before, and not after. What runs there stays. */
  readonly removed: ClusterSet;
  /** Applications on clusters, one for each pair. */
  readonly placements: { readonly added: number; readonly removed: number; readonly changed: number };
  /** Groups with clusters that are affected, sorted by name; a group has the clusters of those below it. */
  readonly groups: readonly PlanShare[];
  /** Rings with clusters that are affected, in their order. */
  readonly rings: readonly PlanShare[];
  /** Time zones with clusters that are affected, sorted by name; `none` if a cluster has none. */
  readonly timeZones: readonly PlanShare[];
  /** What is destructive first, then by namespace and application. */
  readonly changes: readonly PlanChange[];
  /** What differs in what clusters run, each once: those of the most clusters first. */
  readonly differences: readonly PlanDifference[];
  /** What these run is the same, but how it is brought there differs: intervals, order, where it is read from. */
  readonly delivery: ClusterSet;
  /** Why deploy would stop at this change unless a reason is given, a sentence each: `spec.guards`, and RE412. */
  readonly stops: readonly string[];
  /** Whether manifests were built; if not, a changed file counts as a change of all that is built from it. */
  readonly rendered: boolean;
  /** What in it cannot be looked into, in sentences: what charts install, what SOPS encrypted. */
  readonly unseen: readonly string[];
}

/** The parts of a plan that say which clusters get what, and where these are. */
export type PlanOutline = Pick<
  Plan,
  | 'names'
  | 'total'
  | 'affected'
  | 'added'
  | 'removed'
  | 'placements'
  | 'groups'
  | 'rings'
  | 'timeZones'
  | 'changes'
  | 'delivery'
>;

/** What a deploy does now: what clusters get in place of what they have. Told by contents, so nothing has to be built. */
export interface MovePlan extends PlanOutline {
  /** The clusters whose own variables change. */
  readonly variables: ClusterSet;
}

/** How many clusters of a part of the fleet are affected. */
export interface PlanShare {
  readonly name: string;
  readonly total: number;
  readonly affected: number;
}

/** What happens to a namespace, or to an application in it. */
export interface PlanChange extends Unit {
  readonly change: 'added' | 'removed' | 'changed';
  /** Something that runs is deleted on clusters. */
  readonly destructive: boolean;
  /** More about it, such as `moves to the namespace web`. */
  readonly details: readonly string[];
  readonly clusters: ClusterSet;
}

/** A difference that some clusters share. */
export interface PlanDifference {
  /**
   * An object such as `Deployment/imdb`, with its namespace where that is not the one of the unit; a variable such as
   * `cluster_region`; or a file.
   */
  readonly what: string;
  readonly kind: 'object' | 'variable' | 'file';
  /** `NAMESPACE` or `NAMESPACE/APPLICATION`, sorted. */
  readonly units: readonly string[];
  /** Lines that begin with `+`, `-` or a blank, and `@@` between parts that lie apart. */
  readonly lines: readonly string[];
  readonly clusters: ClusterSet;
}
