/** Keys and indices from the root of a document, such as `['spec', 'groups', 0]`. */
export type Path = readonly (string | number)[];

/**
 * Something in a file. `document` and `path` point into a YAML document; the line and column are found when a
 * diagnostic is shown, so that nothing has to be kept for the objects that are fine.
 */
export interface Place {
  /** Counted from the fleet root, with `/` between names. */
  readonly file: string;
  /** Which document of the file, from 0. */
  readonly document?: number;
  readonly path?: Path;
  /** Point at the key rather than at its value. */
  readonly key?: boolean;
  /** A range of characters inside the text that `path` names, for expressions. */
  readonly span?: Span;
  /** A known position, for what `path` cannot name: from 1. */
  readonly position?: Position;
}

/** Characters `start` to `end` (exclusive) of a text, from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** From 1, in characters; `endColumn` is exclusive and on the same line. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly endColumn?: number;
}

/** A document of a file: where an object of the inventory was written. */
export interface DocumentRef {
  readonly file: string;
  readonly document: number;
}
