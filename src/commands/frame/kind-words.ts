import { UsageError } from '../../model/errors.ts';
import { findKind, type KindWords, kindWords } from '../../model/kind-names.ts';
import { unknownKind } from './object-words.ts';

/** Reads `clusters`, `clusters,groups` or `all`; each kind is returned once. `others` are plurals of what is no kind, and listed on its own. */
export function readKinds(typed: string, others: readonly string[] = []): readonly KindWords[] {
  if (typed.toLowerCase() === 'all') return kindWords;
  return [...new Set(typed.split(',').map((word) => readKind(word, others)))];
}

function readKind(word: string, others: readonly string[]): KindWords {
  const words = findKind(word);
  if (words) return words;
  const other = others.find((plural) => [plural, plural.slice(0, -1)].includes(word.toLowerCase()));
  if (other === undefined) throw unknownKind(word, others);
  throw new UsageError(
    `${other} are listed on their own, not with other kinds`,
    `Ask for them alone: resedge get ${other}`,
  );
}
