/** What a path is. A link is what it points to; a link to nothing is `missing`. */
export type EntryType = 'file' | 'folder' | 'link' | 'other';

export interface Entry {
  readonly name: string;
  /** Links are not followed. */
  readonly type: EntryType;
}

/** What the file system says of a file or a folder. */
export interface FileStat {
  readonly type: Exclude<EntryType, 'link'>;
  /** In bytes. */
  readonly size: number;
  /** When content or attributes last changed (ctime), in milliseconds since 1970. Nobody can set it back. */
  readonly changed: number;
  /** When the content last changed (mtime), in milliseconds since 1970. */
  readonly modified: number;
  /** The number of the file in its file system (inode). A file that was replaced has another. */
  readonly id: number;
}

/** A file that is written, and not in its place yet. */
export interface PreparedFile {
  /** Moves it into its place. */
  put(): void;
  /** Takes it away, unless it is in its place. */
  drop(): void;
}

/**
 * The files of the machine. Paths are absolute. Synchronous, since thousands of small files are read several times
 * faster so. Errors are those of Node, with a `code` such as `ENOENT`.
 */
export interface FileSystem {
  /** Follows links. */
  read(path: string): Uint8Array;
  /** The content of a file; undefined if there is none, or if a link leads out of `root` to it. */
  readBelow(path: string, root: string): Uint8Array | undefined;
  /** The entries of a folder, in no order; none if there is no such folder. */
  list(path: string): Entry[];
  /** Follows links; undefined if there is nothing. */
  stat(path: string): FileStat | undefined;
  /** The path without links; throws if there is nothing. */
  realPath(path: string): string;
  /**
   * Replaces the file at once and whole, never half: makes the folder, writes beside it, renames. What a link leads to is
   * written, so that the link stays; UserError if that is out of `root`, in a folder of Git, or nothing.
   */
  write(path: string, content: string | Uint8Array, root: string): void;
  /** The first half of `write`: the content is on the disk, and a move away from being the file. */
  prepare(path: string, content: string | Uint8Array, root: string): PreparedFile;
  /** Makes a file, and its folder, with this text; false if something is there already. Of two at once, one gets true. */
  createExclusive(path: string, text: string): boolean;
  /** Removes a file, and the folders above it that become empty, up to `root`; UserError if it is out of that. */
  remove(path: string, root: string): void;
  makeFolder(path: string): void;
  setExecutable(path: string): void;
}
