import { firstOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import type { Operation } from '../../ports/git.ts';

/** Nobody is known as the author of commits. */
export function identityMissing(cause?: unknown): UserError {
  return new UserError(
    'Git does not know who you are, so it cannot write a commit.',
    'Type: git config user.name "Your Name" && git config user.email you@example.com',
    { cause },
  );
}

/** The paths to commit are as they are in HEAD. */
export function nothingToCommit(): UserError {
  return new UserError('There is nothing to commit: the files are as they are in the last commit.');
}

/** Throws if a merge or the like was begun and is not finished. */
export function requireNoOperation(operation: Operation | undefined): void {
  if (operation !== undefined)
    throw new UserError(`${inProgress(operation)} in this repository.`, howToFinish(operation));
}

/** Git did not go on with what was begun, for a reason of its own. */
export function didNotGoOn(operation: Operation, reason: string): UserError {
  return new UserError(`${inProgress(operation)}, and Git does not go on with it: ${reason}`, howToFinish(operation));
}

/** That something was begun and is not finished. */
export function inProgress(operation: Operation): string {
  return `${operation === 'am' ? 'An' : 'A'} ${operation} is in progress`;
}

function howToFinish(operation: Operation): string {
  return `Finish it with: git ${operation} --continue, or drop it with: git ${operation} --abort`;
}

/** The repository has no files to work on. */
export function noWorkTree(folder: string): UserError {
  return new UserError(
    `${folder} is a bare repository, or inside the Git folder of one: there are no files to work on.`,
    `Run the command in a clone that has files: git clone ${folder}`,
  );
}

/** A move would lose what somebody changed. */
export function wouldOverwrite(paths: readonly string[], detail?: string): UserError {
  return new UserError(
    `Changes that are not committed would be lost: ${firstOf(paths, 5) || (detail ?? 'some files')}.`,
    'Commit them, or put them away with: git stash --include-untracked; then run the command again.',
  );
}

/** The branch is no longer where it was found. */
export function branchMoved(): UserError {
  return new UserError('Another program moved the branch at the same time.', 'Run the command again.');
}

/** HEAD is on a branch that has no commit yet. */
export function noCommitYet(): UserError {
  return new UserError('There is no commit yet that a branch could begin at.', 'Make one: git commit');
}

/** A branch of that name is somewhere else. */
export function branchElsewhere(branch: string): UserError {
  return new UserError(
    `There is a branch ${branch} already, and it is at another commit.`,
    `Go there: git switch ${branch}. Or take another name.`,
  );
}

/** A branch that cannot be made; `reason` says why. */
export function noBranch(branch: string, reason: string): UserError {
  return new UserError(`Git makes no branch ${branch}: ${reason}`, 'Take another name.');
}
