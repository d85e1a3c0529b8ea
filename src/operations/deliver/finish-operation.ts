import { firstOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import type { Operation } from '../../ports/git.ts';
import { gitOf, type Repository } from '../../state/repository.ts';
import { isGeneratedPath } from './generated-paths.ts';

/**
 * Finishes a merge, revert, cherry-pick or rebase that met conflicts in generated files alone: these are taken as HEAD has
 * them, since they are generated anew anyway. A conflict in any other file is an error. Returns what was finished.
 */
export async function finishOperation(repository: Repository, isDryRun: boolean): Promise<Operation | undefined> {
  const git = gitOf(repository);
  let finished: Operation | undefined;
  for (;;) {
    const [operation, conflicts] = [await git.operation(), await git.conflicts()];
    if (conflicts.length === 0 && (operation === undefined || stopsByItself(operation))) return finished;
    const theirs = conflicts.filter((path) => !isGeneratedPath(repository, path));
    if (theirs.length > 0) throw inConflict(operation, theirs);
    if (isDryRun) throw unfinished(operation);
    await git.proceed(conflicts);
    finished = operation;
  }
}

/** A rebase may have been stopped on purpose, to look or to edit: Git goes on when it is told to. */
function stopsByItself(operation: Operation): boolean {
  return operation === 'rebase' || operation === 'am';
}

function inConflict(operation: Operation | undefined, paths: readonly string[]): UserError {
  const rest = operation === undefined ? '' : `, which also finishes the ${operation}`;
  return new UserError(
    `${operation === undefined ? 'there are conflicts' : `the ${operation} in progress has conflicts`} in ${firstOf(paths, 10)}`,
    `Mend ${paths.length === 1 ? 'this file' : 'these files'}, git add ${paths.length > 3 ? 'them' : paths.join(' ')}, and deploy again${rest}. Conflicts in generated files need no mending.`,
  );
}

function unfinished(operation: Operation | undefined): UserError {
  return new UserError(
    operation === undefined ? 'there are conflicts in generated files' : `a ${operation} is in progress`,
    'Without --dry-run, deploy finishes it: the conflicts are in generated files alone.',
  );
}
