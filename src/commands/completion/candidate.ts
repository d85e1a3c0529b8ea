/** A word that may stand in place of the one that is typed. */
export interface Candidate {
  readonly word: string;
  readonly description?: string | undefined;
  /** More follows: no blank is put behind it. */
  readonly isOpen?: boolean;
}

/** Candidates for the end of what is typed: for `text`, with `before` in front of it. */
export interface Completed {
  readonly before: string;
  readonly text: string;
  readonly candidates: readonly Candidate[];
}

/** Words as candidates. */
export function wordsOf(words: Iterable<string>): Candidate[] {
  return Array.from(words, (word) => ({ word }));
}
