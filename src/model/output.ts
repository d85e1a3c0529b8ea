import type { Connectivity } from './resolution.ts';
import type { SetModel } from './sets.ts';

/** What clusters with the same sets share. */
export interface OutputProfile {
  readonly name: string;
  readonly connectivity: Connectivity;
  /** By namespace, sorted. */
  readonly sets: readonly SetModel[];
}

/** What is a cluster's own. */
export interface OutputCluster {
  readonly name: string;
  /** The folder that it is to read from, counted from the fleet root. */
  readonly home: string;
  /** Other folders with the same file, for who reads those still. */
  readonly former: readonly string[];
  readonly profile: string;
  readonly connectivity: Connectivity;
  /** Whether changes come to it in windows. */
  readonly isTimed: boolean;
  /** `cluster_…`, as manifests name them. */
  readonly variables: ReadonlyMap<string, string>;
}

/** All that clusters have after a run, apart from the contents that sets name. */
export interface Output {
  readonly profiles: readonly OutputProfile[];
  /** One by one, so that they need not all be in memory. */
  readonly clusters: Iterable<OutputCluster>;
}
