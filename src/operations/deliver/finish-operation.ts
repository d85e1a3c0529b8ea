import { firstOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import type { Git, Operation } from '../../ports/git.ts';
import { gitOf, type Repository } from '../../state/repository.ts';
import { isGeneratedPath } from './generated-paths.ts';

/**
 * Finishes a merge, revert, cherry-pick or rebase whose conflicts are settled, or in generated files alone: these are taken
 * as HEAD has them, since they are generated anew anyway. A conflict in any other file is an error. Returns what was
 * finished.
 */
export async function finishOperation(repository: Repository, isDryRun: boolean): Promise<Operation | undefined> {
  const git = gitOf(repository);
  let finished: Operation | undefined;
  for (;;) {
    const [operation, conflicts] = [await git.operation(), await git.conflicts()];
    if (conflicts.length === 0 && (await isForSomebodyElse(git, operation))) return finished;
    const theirs = conflicts.filter((path) => !isGeneratedPath(repository, path));
    if (theirs.length > 0) throw inConflict(operation, theirs);
    if (isDryRun) throw unfinished(operation);
    await git.proceed(conflicts);
    finished = operation;
  }
}

/** Nothing is in progress, or whoever began it goes on: a rebase was stopped on purpose, or mail waits for its patch. */
async function isForSomebodyElse(git: Git, operation: Operation | undefined): Promise<boolean> {
  return operation === undefined || operation === 'am' || git.isPaused();
}

function inConflict(operation: Operation | undefined, paths: readonly string[]): UserError {
  const files = paths.length === 1 ? 'this file' : 'these files';
  const add = `git add ${paths.length > 3 ? 'them' : paths.join(' ')}`;
  return new UserError(
    `${operation === undefined ? 'there are conflicts' : `the ${operation} in progress has conflicts`} in ${firstOf(paths, 10)}`,
    `Mend ${files}, ${add}, and ${deployAgain(operation)}. Conflicts in generated files need no mending.`,
  );
}

function deployAgain(operation: Operation | undefined): string {
  if (operation === undefined) return 'deploy again';
  if (operation === 'am') return 'git am --continue, then deploy again';
  return `deploy again, which also finishes the ${operation}`;
}

function unfinished(operation: Operation | undefined): UserError {
  return new UserError(
    operation === undefined ? 'there are conflicts in generated files' : `a ${operation} is in progress`,
    'Without --dry-run, deploy finishes it: no conflict is left, but in generated files.',
  );
}
