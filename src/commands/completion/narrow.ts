import { at } from '../../model/at.ts';
import { by } from '../../model/compare.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Candidate } from './candidate.ts';

/** A list of so many can be looked at; of more, only what they begin with is offered. */
const mostCandidates = 200;

/**
 * The candidates that begin with what was typed, sorted. Of too many, their beginnings up to the next `-`, `/` or `.`,
 * else up to the next letter: a list that is cut off would have the shell write the beginning that only its part shares.
 */
export function narrow(candidates: Iterable<Candidate>, typed: string): Candidate[] {
  const found: Candidate[] = [];
  for (const candidate of candidates) if (candidate.word.startsWith(typed)) found.push(candidate);
  found.sort(by(({ word }) => word));
  if (found.length <= mostCandidates) return found;
  const shared = sharedLength(at(found, 0).word, at(found, found.length - 1).word);
  const parts = beginnings(found, (word) => endOfPart(word, shared));
  return parts.length <= mostCandidates ? parts : beginnings(found, () => shared + 1).slice(0, mostCandidates);
}

function beginnings(candidates: readonly Candidate[], endOf: (word: string) => number): Candidate[] {
  const groups = groupBy(candidates, ({ word }) => word.slice(0, endOf(word)));
  return Array.from(groups, ([word, group]) => {
    const [only] = group;
    return only && group.length === 1 ? only : { word, description: `${group.length} names`, isOpen: true };
  });
}

function endOfPart(word: string, start: number): number {
  const at = word.slice(start).search(/[-/.]/);
  return at < 0 ? word.length : start + at + 1;
}

/** Of a sorted list, the first and the last share what all share. */
function sharedLength(first: string, last: string): number {
  let at = 0;
  while (at < first.length && first[at] === last[at]) at++;
  return at;
}
