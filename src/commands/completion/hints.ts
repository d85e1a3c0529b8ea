import type { KindName } from '../../model/inventory.ts';

/**
 * What completion offers for an argument or the value of a flag: fixed words, the names of objects of one kind, or
 *
 * - `kind`, `kinds`: what a kind is called, in the singular or, separated by commas, in the plural
 * - `object`: `kind/name`; also a kind, and names of that kind behind it
 * - `objectOrField`, `objectOrAssignment`: the same, and fields of what was named, with a value or without
 * - `overlay`: the overlays of the application in front of it
 * - `expression`, `rule`, `command`, `timeZone`: those
 * - `file`, `folder`: what the shell offers
 * - `assigns`: fields of that kind, with a value
 */
export type Completes =
  | readonly string[]
  | Lowercase<KindName>
  | 'kind'
  | 'kinds'
  | 'object'
  | 'objectOrField'
  | 'objectOrAssignment'
  | 'overlay'
  | 'expression'
  | 'rule'
  | 'command'
  | 'timeZone'
  | 'file'
  | 'folder'
  | { readonly assigns: Lowercase<KindName> };

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
