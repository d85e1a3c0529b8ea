/** What Kustomize makes of a folder: manifests in YAML, or its own message. */
export type BuildResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** Files to build from, by their path in the workspace. */
export interface WorkspaceFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** A folder of its own for files that are built, away from the repository. */
export interface Workspace {
  write(files: Iterable<WorkspaceFile>): void;
  /** Builds a folder of the workspace. Several at once are fine: no more run at a time than the machine has processors. */
  build(folder: string): Promise<BuildResult>;
  /** Takes the workspace away with all that is in it. */
  close(): void;
}

/** The `kustomize` or `kubectl` of the machine. */
export interface Kustomize {
  /** Differs between programs and versions, so that a cache does not take what one built for what another would build. */
  readonly identity: string;
  /**
   * An empty workspace. What is built in it has no network, where the system can keep it from one, unless it is meant to
   * fetch. UserError if the program is older than what resedge needs.
   */
  open(options?: { readonly fetches?: boolean }): Promise<Workspace>;
}
