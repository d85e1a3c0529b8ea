import type { DeliveredClusters } from '../model/delivered.ts';
import type { GeneratedTree, KeptFile } from '../model/generated.ts';

/** What clusters have: what one deploy left where they read it. What the inventory says by now does not count. */
export interface Delivered {
  /** The generated files, whose paths count from the fleet root. */
  files(): Promise<GeneratedTree>;
  /** The same as a list, sorted by path. */
  list(): Promise<readonly KeptFile[]>;
  /** What each cluster has, told from the files. */
  clusters(): Promise<DeliveredClusters>;
  /**
   * The commit of intent that the files were made from, as `isMadeFrom` finds out; without one, the oldest in a row that
   * may be it: what was merged since has not reached clusters. Undefined if nothing was ever delivered.
   */
  intent(isMadeFrom: (commit: string) => Promise<boolean>): Promise<string | undefined>;
}

/** The place that clusters read, with all that was ever delivered there. */
export interface Deliveries {
  /** The newest one, as far as is known here. */
  newest(): Promise<NewestDelivery | undefined>;
  /** What clusters had at a commit. */
  at(commit: string): Delivered;
}

export interface NewestDelivery {
  readonly commit: string;
  /** The name that it was found by, such as `origin/main`. */
  readonly ref: string;
  /** The remote that has it, such as `origin`; undefined: it is known of a branch here alone. */
  readonly remote?: string;
}
