/** A file below `clusters/` or `fleet/`, as it should be. */
export interface GeneratedFile {
  /** Counted from the fleet root, with `/` between names. */
  readonly path: string;
  readonly text: string;
}

/** What is generated for one build of Kustomize. */
export interface GeneratedBuild {
  /** The folder to build, counted from the fleet root. */
  readonly folder: string;
  /** The same for the same files: told without making their texts. */
  readonly key: string;
  files(): readonly GeneratedFile[];
}

/** The generated folders as they are: on disk, or where clusters read them. Paths count from the fleet root. */
export interface GeneratedTree {
  readonly paths: Iterable<string>;
  /** Whether a file that is there has this text. */
  same(path: string, text: string): boolean;
  /** The texts of files that are there. */
  read(paths: readonly string[]): Promise<Map<string, string>>;
}
