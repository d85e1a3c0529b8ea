import { at } from './at.ts';
import { compareText } from './compare.ts';

/**
 * What somebody who typed `name` probably meant: the candidate that the fewest typing slips lead to, at most one for
 * each three characters; undefined if none is near. Of equally near ones the first in order.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const typed = name.toLowerCase();
  let best: string | undefined;
  let least = Math.min(Math.max(1, Math.floor(name.length / 3)), name.length - 1);
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > least) continue;
    const slips = distance(...unlikeParts(typed, candidate.toLowerCase()), least);
    const isBetter = slips < least || (slips === least && (best === undefined || compareText(candidate, best) < 0));
    if (!isBetter) continue;
    best = candidate;
    least = slips;
  }
  return best;
}

/** Two texts without the beginning that they share, which makes most comparisons short. */
function unlikeParts(a: string, b: string): [a: string, b: string] {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return [a.slice(at), b.slice(at)];
}

/** How many letters were left out, added, replaced or swapped with the next one; if that is more than `limit`, any number above it. */
function distance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? at(beforeLast, j - 2) + 1 : replaced;
      row.push(Math.min(replaced, swapped, at(last, j) + 1, at(row, j - 1) + 1));
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}
