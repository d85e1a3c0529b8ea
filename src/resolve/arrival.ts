import type { ClusterSet } from '../model/cluster-set.ts';

/** What is delivered of an overlay to the clusters of the ring that it has come to. */
export interface Arrival {
  /** Those that have it as it is written now. */
  readonly has: ClusterSet;
  /** When the last of them got it, in milliseconds since 1970; undefined: none has it. */
  readonly since: number | undefined;
  /** Why that may have been earlier, or more may have it: part of the history is not here. Undefined: all is. */
  readonly unknown: UnknownHistory | undefined;
}

/** A part of the history that is not here. */
export interface UnknownHistory {
  /** What is not here, as a sentence. */
  readonly message: string;
  /** How to fetch it. */
  readonly hint: string;
}
