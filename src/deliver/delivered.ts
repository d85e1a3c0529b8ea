import type { DeliveredClusters, ReadSource, Recognise } from '../model/delivered.ts';
import type { DeployRecord } from '../model/deploy-record.ts';
import type { GeneratedTree, KeptFile } from '../model/generated.ts';

/** What clusters have: what one deploy left where they read it. What the inventory says by now does not count. */
export interface Delivered {
  /** The generated files, whose paths count from the fleet root. */
  files(): Promise<GeneratedTree>;
  /** The same as a list, sorted by path. */
  list(): Promise<readonly KeptFile[]>;
  /** Where the files say that clusters read them; undefined if they do not say it. */
  source(): Promise<ReadSource | undefined>;
  /** What each cluster has, told from the files; those that are recognised are not read. They are told once. */
  clusters(recognise?: Recognise): Promise<DeliveredClusters>;
  /** Clusters of which nobody can tell what they have, since the output is of a version that had no sets. */
  untold(): Promise<ReadonlySet<string>>;
  /** The same for clusters with these names, and maybe some more: for a few of many that takes a fraction of the time. */
  narrowed(names: ReadonlySet<string>): Delivered;
  /**
   * The outputs that were in force at a time, in milliseconds since 1970, or came since, newest first: this one, and those
   * before it as far as they are known here.
   */
  since(time: number): Promise<readonly PastOutput[]>;
}

/** An output, and when it came. */
export interface PastOutput {
  /** In milliseconds since 1970; of the oldest that is known here, it may have come before. */
  readonly time: number;
  readonly output: Delivered;
}

/** A deploy that was made: what it says of itself, and where it is. */
export interface Deploy extends DeployRecord {
  /** The commit with the output. */
  readonly commit: string;
  /** The commit with the intent that it follows from. */
  readonly intent: string;
}

/** The place that clusters read, with all that was ever delivered there. */
export interface Deliveries {
  /** What clusters had at a commit. */
  at(commit: string): Delivered;
  /** The deploys that led to a commit, newest first; they are looked for as far as they are asked for. */
  deploys(commit: string): AsyncIterable<Deploy>;
  /**
   * The commit of intent that the output at a commit follows from, as its last deploy says. Where files were generated and
   * committed by hand since, or always: the oldest in a row with the same output, since what was merged later has not
   * reached clusters. Undefined if nothing was ever delivered.
   */
  intent(commit: string): Promise<string | undefined>;
  /** The commits by which what clusters read changed, up to one, newest first. */
  past(commit: string): Promise<readonly PastDelivery[]>;
  /** What the clusters had whose files lie in these folders, for one commit after another. */
  clustersIn(folders: readonly string[]): (commit: string) => Promise<DeliveredClusters>;
  /** Whether the history of a commit is not all here, as in a shallow clone. */
  isCut(commit: string): Promise<boolean>;
}

/** A commit by which what clusters read changed, whoever made it. */
export interface PastDelivery {
  readonly commit: string;
  /** When it came there, in milliseconds since 1970. */
  readonly time: number;
}

/** Where a branch is, as far as is known here. */
export interface NewestDelivery {
  readonly commit: string;
  /** The name that it was found by, such as `origin/main`. */
  readonly ref: string;
  /** The remote that has it, such as `origin`; undefined: it is known of a branch here alone. */
  readonly remote?: string;
}
