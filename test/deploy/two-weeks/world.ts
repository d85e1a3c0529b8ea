import type { Freezes } from '../../../src/model/kinds.ts';
import type { PlainWindow } from '../../model/time/minutes.ts';

/** A small fleet in two weeks in which clocks change, with people who want something else now and then. */
export interface World {
  readonly from: string;
  /** By cluster. */
  readonly zones: Readonly<Record<string, string>>;
  readonly deploys: readonly Deploy[];
}

export interface Deploy {
  /** In minutes since the start. */
  readonly at: number;
  /**
   * `all`: what people want by now; `waiting`: what waits of the deploy before; `merge`: people want something else, and
   * nobody deploys it; `undo`: clusters get back what they had after the deploy `to`, until it is resumed.
   */
  readonly what: 'all' | 'waiting' | 'merge' | 'undo' | 'resume';
  /** An index of a deploy before. */
  readonly to: number;
  /** What people want by now. */
  readonly intent: Intent;
  /** The clusters for which windows and freezes count as open. */
  readonly atOnce: readonly string[];
}

export interface Intent {
  readonly clusters: Readonly<Record<string, ClusterWish>>;
  readonly namespaces: Readonly<Record<string, NamespaceWish>>;
  readonly applications: Readonly<Record<string, ApplicationWish>>;
  /** By group. */
  readonly freezes: Readonly<Record<string, Freezes>>;
}

export interface ClusterWish {
  readonly state: 'active' | 'retired' | 'absent';
  readonly isRenamed: boolean;
  readonly windows: readonly PlainWindow[];
  readonly hold: { readonly until: string | undefined } | undefined;
  readonly values: Readonly<Record<string, string>>;
}

export interface NamespaceWish {
  readonly isThere: boolean;
  readonly clusters: readonly string[];
  readonly version: number;
  readonly onRemove: 'keep' | 'delete';
  /** In place of those of the cluster. */
  readonly windows: readonly PlainWindow[] | undefined;
}

export interface ApplicationWish {
  /** Undefined: there is no such application. */
  readonly home: string | undefined;
  readonly version: number;
  /** The variables of clusters that its manifest names. */
  readonly uses: readonly string[];
  readonly needs: readonly string[];
}

export const clusters = ['c0', 'c1', 'c2', 'c3', 'c4'];
export const namespaces = ['n0', 'n1', 'n2', 'n3'];
export const applications = ['a0', 'a1', 'a2', 'a3'];
export const groupOf = (cluster: string) => (clusters.indexOf(cluster) < 3 ? 'east' : 'west');
/** What a cluster is called. */
export const nameOf = (cluster: string, { isRenamed }: Pick<ClusterWish, 'isRenamed'>) =>
  isRenamed ? `${cluster}-new` : cluster;

/** In days, with two more on either side. */
export const length = 18;
