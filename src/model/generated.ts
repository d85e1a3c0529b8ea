/** A file below `clusters/` or `fleet/`, as it should be. */
export interface GeneratedFile {
  /** Counted from the fleet root, with `/` between names. */
  readonly path: string;
  readonly text: string;
}
