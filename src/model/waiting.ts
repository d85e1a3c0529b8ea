/** What some clusters wait for: for one reason, until one time. */
export interface Waiting {
  /** Why, in words in which no time of day stands: `no window is open`, `held: flood in the basement, until 2026-12-01`. */
  readonly reason: string;
  /** When it may move as things are now, in milliseconds since 1970; undefined: not known, or not within a year. */
  readonly until: number | undefined;
  /** Why and until when, for people, in the time zone of the clusters. */
  readonly text: string;
  /** What waits, such as `namespace shop`; sorted. */
  readonly pieces: readonly string[];
  /** The names of the clusters, sorted. */
  readonly clusters: readonly string[];
}
