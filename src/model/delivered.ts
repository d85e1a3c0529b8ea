import type { KeptFile } from './generated.ts';
import type { Connectivity } from './resolution.ts';
import type { PlacedSet, SetModel } from './sets.ts';
import type { Source } from './whereabouts.ts';

/** The sets that some clusters have: one object for all of them that have just these. */
export interface DeliveredLineUp {
  /** By namespace, sorted. */
  readonly sets: ReadonlyMap<string, SetModel>;
  /** The folders of the sets, counted from the fleet root. */
  readonly folders: readonly string[];
  /** `namespace/NAME` and `application/NAME` of all that is in them. */
  readonly units: ReadonlySet<string>;
}

/** What one cluster has. */
export interface DeliveredCluster extends Pick<DeliveredLineUp, 'units'> {
  readonly name: string;
  /** The folder that its file lies in, counted from the fleet root. */
  readonly folder: string;
  readonly connectivity: Connectivity;
  /** Whether changes come to it in windows, so that it looks more often. */
  readonly isTimed: boolean;
  readonly profile: string;
  readonly lineUp: DeliveredLineUp;
  /** `cluster_…`, as manifests name them. */
  variables(): ReadonlyMap<string, string>;
}

/** What clusters have, by their names. */
export type DeliveredClusters = ReadonlyMap<string, DeliveredCluster>;

/** What is told from the files of an output. */
export interface ToldOutput {
  readonly clusters: DeliveredClusters;
  /**
   * Clusters that have a file, and of which nobody can tell what they have: its profile lists no sets. So it is in the
   * output of a version that had no sets.
   */
  readonly untold: ReadonlySet<string>;
}

/** What a cluster's own file says. */
export interface ReadCluster {
  readonly name: string;
  readonly profile: string;
  readonly connectivity: Connectivity;
  /** Whether changes come to it in windows, so that it looks more often. */
  readonly isTimed: boolean;
  /** Where the cluster is to read from: another folder than where the file lies, if it forwards to that. */
  readonly folder: string;
  variables(): ReadonlyMap<string, string>;
}

/**
 * What the file of a cluster says, told without reading it; undefined: it has to be read. `profiles`: the names of those
 * that are there.
 */
export type Recognise = (file: KeptFile, profiles: readonly string[]) => ReadCluster | undefined;

/** Where clusters read from, as a generated file tells them. */
export type ReadSource = Pick<Source, 'url' | 'branch'>;

/** Reads one kind of generated file each, as text. What cannot be read is undefined, or left out. */
export interface ReadBack {
  cluster(text: string): ReadCluster | undefined;
  /** What clusters start from. */
  source(text: string): ReadSource | undefined;
  profile(text: string): PlacedSet[];
  /** Throws UserError if it is no set, as after an edit by hand. */
  set(text: string, namespace: string): SetModel;
}
