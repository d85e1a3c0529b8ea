import { firstOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import type { Git, Operation } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { gitOf, type Repository } from '../../state/repository.ts';
import { markedGenerated } from './conflict-marks.ts';
import { peoplesOwn } from './generated-paths.ts';

/**
 * Finishes a merge, revert, cherry-pick or rebase whose conflicts are settled, or in generated files alone: these are taken
 * as HEAD has them, since they are generated anew anyway. A conflict in any other file is an error. Returns what was
 * finished.
 */
export async function finishOperation(
  { fs }: Host,
  repository: Repository,
  isDryRun: boolean,
): Promise<Operation | undefined> {
  const git = gitOf(repository);
  let finished: Operation | undefined;
  for (;;) {
    const [operation, conflicts] = [await git.operation(), await git.conflicts()];
    if (conflicts.length === 0 && operation === undefined) return finished;
    if (conflicts.length === 0 && (await isForSomebodyElse(git, operation))) throw leftTo(operation);
    const theirs = await peoplesOwn(repository, conflicts);
    if (theirs.length > 0) throw inConflict(operation, theirs);
    if (isDryRun) throw unfinished(operation);
    await git.proceed([...new Set([...conflicts, ...(await markedGenerated(fs, repository))])]);
    finished = operation;
  }
}

/** Whether whoever began it has to go on: a rebase was stopped on purpose, or mail waits for its patch. */
async function isForSomebodyElse(git: Git, operation: Operation | undefined): Promise<boolean> {
  return operation === 'am' || git.isPaused();
}

function leftTo(operation: Operation | undefined): UserError {
  return new UserError(
    `git ${operation} stopped for something that only you can do`,
    `Go on with it (git ${operation} --continue), or drop it (git ${operation} --abort). Then deploy again.`,
  );
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
