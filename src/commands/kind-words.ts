import { findKind, type KindWords, kindWords } from '../model/kind-names.ts';
import { unknownKind } from './object-words.ts';

/** Reads `clusters`, `clusters,groups` or `all`; each kind is returned once. `others` are words that could be meant, too. */
export function readKinds(typed: string, others: readonly string[] = []): readonly KindWords[] {
  if (typed.toLowerCase() === 'all') return kindWords;
  return [...new Set(typed.split(',').map((word) => readKind(word, others)))];
}

function readKind(word: string, others: readonly string[]): KindWords {
  const words = findKind(word);
  if (!words) throw unknownKind(word, others);
  return words;
}
