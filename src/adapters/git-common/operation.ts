import type { Operation } from '../../ports/git.ts';

/** Files that Git keeps in its folder while something is in progress. */
const signs: readonly (readonly [file: string, operation: Operation])[] = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply/applying', 'am'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
];

/** What is in progress, by what is in the Git folder of the work tree: `read` gives the text of a file that is there. */
export function findOperation(
  has: (file: string) => boolean,
  read: (file: string) => string | undefined,
): Operation | undefined {
  const found = signs.find(([file]) => has(file))?.[1];
  if (found !== undefined) return found;
  // Between two of several steps, the list of those to come is all that tells.
  const next = /^\s*(pick|revert)\b/m.exec(read('sequencer/todo') ?? '')?.[1];
  if (next === undefined) return undefined;
  return next === 'revert' ? 'revert' : 'cherry-pick';
}

/** Whether a rebase is at `edit`, `break` or `exec`, and not at a conflict, by what is in the Git folder of the work tree. */
export function isPaused(has: (file: string) => boolean): boolean {
  return has('rebase-merge') && (!has('rebase-merge/stopped-sha') || has('rebase-merge/amend'));
}
