import type { SetFacts } from '../model/line-up.ts';

/** Something of a cluster that moves as a whole, or waits. `cluster`: all of it, since it is new or goes. */
export type Piece =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'variables' }
  | { readonly kind: 'namespace'; readonly name: string };

/** Whether a Namespace and its volume claims go with their set: `onRemove`. */
export type Word = 'keep' | 'delete';

/** Why changes may not come to a cluster at a time. */
export type Closed =
  | { readonly why: 'hold'; readonly reason: string; readonly until: string | undefined }
  /** `from` and `to` are days; one that has not begun is the reason where a change would not be there before it does. */
  | { readonly why: 'freeze'; readonly reason: string | undefined; readonly from: string; readonly to: string }
  /** `closes`: a window is open, but closes at that time, before a change would be there. */
  | { readonly why: 'window'; readonly closes: number | undefined };

/** Why something waits. */
export type Reason =
  | Closed
  /** An undo is in force. */
  | { readonly why: 'undo'; readonly reason: string }
  /** What came out would be wrong as long as these namespaces wait; the message says how. */
  | { readonly why: 'needs'; readonly namespaces: readonly string[]; readonly message: string }
  /** The namespace leaves, and has to say first whether it may be deleted; that word is brought, or was lately. */
  | { readonly why: 'word'; readonly word: Word };

export interface Wait {
  readonly piece: Piece;
  readonly reason: Reason;
  /** Whose reason it is: the piece, one that moves together with it, or a namespace that uses a changed variable. */
  readonly of: Piece;
  /** When it may move as things are now, in milliseconds since 1970; undefined: not known, or not within a year. */
  readonly until: number | undefined;
}

/** A set as it comes out. */
export interface Placed {
  readonly set: SetFacts;
  /** What its Namespace and volume claims have to say from now on, otherwise as the set is delivered; undefined: as it is. */
  readonly word: Word | undefined;
}

/** The sets that a cluster has after this, by namespace, sorted. One object for all clusters with the same ones. */
export interface Outcome {
  /** Equal for equal outcomes, and for nothing else. */
  readonly key: string;
  readonly sets: ReadonlyMap<string, Placed>;
}

/** What is decided for a cluster. One object for all clusters for which everything that decides is the same. */
export interface Decision {
  /** Undefined: the cluster has no file after this: it is gone, or new and waits. */
  readonly outcome: Outcome | undefined;
  /**
   * Whose variables it has after this, and with them its name and the path of its file. `delivered` although there is
   * no outcome: it was not there before either.
   */
  readonly variables: 'delivered' | 'desired';
  /** Variables first, then namespaces by name. */
  readonly waits: readonly Wait[];
  /** Whether anything differs from what is delivered. */
  readonly moved: boolean;
  /**
   * Clusters with equal keys share a profile: they have the same sets, should have the same ones, and get them at the
   * same times, but for holds and freezes. Undefined if there is no outcome.
   */
  readonly profileKey: string | undefined;
  /**
   * Whether the cluster has to keep its profile while others move: it is neither new, nor held or frozen, and its
   * variables are what they should be.
   */
  readonly steady: boolean;
}
