/** A file below `clusters/` or `fleet/`, as it should be. */
export interface GeneratedFile {
  /** Counted from the fleet root, with `/` between names. */
  readonly path: string;
  /** A text of ours, with its header; or the bytes of a file that people wrote. */
  readonly content: string | Uint8Array;
}

/** A text of ours, in a folder. */
export interface MadeFile {
  readonly path: string;
  readonly content: string;
}

/** What Kustomize builds a variant from: a folder that is complete in itself. Paths count from it. */
export interface ContentBuild {
  /** Files that are made. */
  readonly made: readonly MadeFile[];
  /** The same, but for objects that these leave out: they are in what is built of them, so that they can be judged. */
  readonly undropped?: readonly MadeFile[];
  /** Files that people wrote, by their paths in the fleet: each lies below `files/`, at that path. */
  readonly copied: readonly string[];
}

/** What is generated for some builds of Kustomize. */
export interface GeneratedBuild {
  /** The folders to build, in this order, counted from the fleet root. */
  readonly folders: readonly string[];
  readonly files: readonly GeneratedFile[];
}

/** A file that lies in what was delivered before, and stays as it is. */
export interface KeptFile {
  readonly path: string;
  /** The id that Git gives its bytes. */
  readonly id: string;
}

/** The generated folders as they are: on disk, or where clusters read them. Paths count from the fleet root. */
export interface GeneratedTree {
  readonly paths: readonly string[];
  /** Whether a file that is there is this one. */
  same(file: GeneratedFile | KeptFile): boolean;
  /** The bytes of files that are there; those that cannot be read are left out. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
}
