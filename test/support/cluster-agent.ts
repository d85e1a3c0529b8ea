/** An object as Kustomize builds it. */
export type Manifest = Readonly<Record<string, unknown>>;

/** Builds a folder of the branch that clusters read. Rejects where it names something that is not there. */
export type Build = (folder: string) => Promise<readonly Manifest[]>;

/** What runs on a cluster and fetches what the cluster should run: all that it knows is the branch and its own folder. */
export interface ClusterAgent {
  read(build: Build, folder: string): Promise<ClusterReading>;
}

/** What a cluster is told to run. */
export interface ClusterReading {
  /** The folder that it reads from now on. */
  readonly folder: string;
  /** The cluster's own variables. */
  readonly variables: ReadonlyMap<string, string>;
  readonly units: readonly Unit[];
}

/** A folder that is built and applied. */
export interface Unit {
  readonly name: string;
  readonly folder: string;
  /** The names of units that have to be ready before. */
  readonly needs: readonly string[];
  /** What is put in place of variables in what is built; undefined: nothing is replaced. */
  readonly variables: ReadonlyMap<string, string> | undefined;
}
