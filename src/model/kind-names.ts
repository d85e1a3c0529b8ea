import type { KindName } from './kinds/definition.ts';
import { kinds } from './kinds/index.ts';

/** What a kind is called on the command line. */
export interface KindWords {
  readonly kind: KindName;
  readonly singular: string;
  readonly plural: string;
  /** Other words for it. */
  readonly short: readonly string[];
}

/** The kinds of the inventory, in the order in which help shows them. */
export const kindWords: readonly KindWords[] = Object.values(kinds);

/** The kind that a word stands for, in any case. */
export function findKind(word: string): KindWords | undefined {
  const lower = word.toLowerCase();
  return kindWords.find((words) => [words.singular, words.plural, ...words.short].includes(lower));
}

/** What a kind is called. */
export function kindWordsOf(kind: KindName): KindWords {
  return kinds[kind];
}
