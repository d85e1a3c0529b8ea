import type { FieldConflict } from '../../edit/merge-object.ts';
import type { TreeEntry } from '../../ports/git.ts';
import type { FileState } from './file-states.ts';
import type { Moves } from './moved-files.ts';

/** What both sides have, while one commit is replayed. */
export interface Sides {
  readonly prefix: string;
  readonly base: ReadonlyMap<string, TreeEntry>;
  readonly onto: ReadonlyMap<string, TreeEntry>;
  /** From `base` to `onto`. */
  readonly moves: Moves;
  /** Before and after the commit, as it was made here. */
  readonly parent: ReadonlyMap<string, TreeEntry>;
  readonly tree: ReadonlyMap<string, TreeEntry>;
  /** `onto` with all that was replayed so far. */
  readonly current: Map<string, FileState>;
}

/** A file that both sides changed. */
export interface Overlap {
  readonly path: string;
  readonly before: TreeEntry | undefined;
  readonly after: TreeEntry | undefined;
  readonly there: FileState | undefined;
}

/** What files become, and which do not go together. */
export interface MergedFiles {
  readonly merged: Map<string, FileState | undefined>;
  readonly clashes: FileConflict[];
}

/** A file that both sides changed in ways that do not go together. */
export interface FileConflict {
  /** Counted from the root of the Git work tree. */
  readonly path: string;
  /** What does not go together; none: the same lines, or it is no text. */
  readonly fields: readonly FieldConflict[];
}

/** A path counted from the fleet root; empty if it is not in the fleet. */
export function inFleet({ prefix }: Pick<Sides, 'prefix'>, path: string): string {
  return path.startsWith(prefix) ? path.slice(prefix.length) : '';
}
