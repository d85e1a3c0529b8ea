/**
 * What has to be known of a set, a namespace with its applications, to decide when it may move on a cluster. It stands
 * for what clusters have as well as for what they should have, and knows no engine and no files.
 */
export interface SetFacts {
  /** Two sets with equal keys are the same: a cluster with the one has nothing to get of the other. */
  readonly key: string;
  readonly namespace: string;
  readonly applications: readonly string[];
  /** What others may depend on, in the words that messages use: `namespace imdb`, `application data/redis`. */
  readonly units: readonly string[];
  /** What it depends on, in the same words; its own units among them do no harm. */
  readonly needs: readonly string[];
  /** Whether the Namespace and its volume claims go with it: its `onRemove`, as it is or will be applied. */
  readonly saysDelete: boolean;
  /** Whether a variable of the cluster stands in its content. Better once too often than once too few. */
  uses(variable: string): boolean;
}

/**
 * The sets of a cluster by namespace. Clusters with the same sets share one object as far as possible: what is decided
 * is decided once for each.
 */
export interface LineUp {
  readonly sets: ReadonlyMap<string, SetFacts>;
}

/** What a cluster has, or should have. */
export interface Having {
  readonly lineUp: LineUp;
  /** Its own variables, its name among them: a cluster under another name is one whose name changed. */
  readonly variables: ReadonlyMap<string, string>;
}
