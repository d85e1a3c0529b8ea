import type { Position } from './place.ts';

/** A file of the repository as a tree gives it, before it is read. */
export interface SourceEntry {
  /** Counted from the fleet root, with `/` between names. */
  readonly path: string;
  /** The id that Git gives a blob with this content: the key of the parse cache. Empty if there is a problem. */
  readonly id: string;
  /** Why there is nothing to read: a dangling link, a link out of the repository, a folder, a size over the limit. */
  readonly problem?: string;
}

/** What a YAML file holds. Depends on its bytes alone, so it can be cached under their hash. */
export interface ParsedFile {
  readonly documents: readonly ParsedDocument[];
  /** What is wrong with the text itself. */
  readonly problems: readonly ParseProblem[];
  /** The first character that ends a line for readers of YAML 1.1, such as Kustomize, and not for those of YAML 1.2. */
  readonly otherBreak?: ParseProblem;
}

export interface ParsedDocument {
  /** From 0, empty documents counted. */
  readonly index: number;
  /** Plain data: objects, arrays, text, numbers, booleans, null. */
  readonly value: unknown;
  /** The text of those numbers that another text would be printed for, such as `1.10`, by JSON pointer. */
  readonly numbers?: Readonly<Record<string, string>>;
}

export interface ParseProblem extends Position {
  readonly message: string;
  readonly hint?: string;
}
