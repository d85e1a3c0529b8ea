import { isBranchName } from '../../model/branch-name.ts';
import { UserError } from '../../model/errors.ts';
import { branchElsewhere, branchMoved, noBranch, noCommitYet, wouldOverwrite } from '../git-common/failures.ts';
import { emptyTree } from '../git-common/paths.ts';
import { awaitIndex } from './index-file.ts';
import type { GitRepository } from './native-git.ts';
import { lastLines, type Program } from './program.ts';
import { head, resolve } from './read.ts';

/** The files and the branch move together, whatever is typed meanwhile. */
const apart = { apart: true };

export async function moveTo(repository: GitRepository, commit: string): Promise<void> {
  const { program } = repository;
  const old = (await head(program)).commit;
  if (old === commit) return;
  await awaitIndex(repository);
  await program.run(['update-index', '-q', '--refresh']);
  const from = old ?? emptyTree;
  const moved = await program.run(['read-tree', '-m', '-u', from, commit], apart);
  if (moved.code !== 0) throw refusal(moved.errors);
  const args = ['update-ref', '-m', 'resedge: move', 'HEAD', commit, old ?? '0'.repeat(40)];
  const updated = await program.run(args, apart);
  if (updated.code !== 0) {
    await program.output(['read-tree', '-m', '-u', commit, from], apart);
    throw branchMoved();
  }
}

function refusal(errors: string): UserError {
  const path = /(?:Entry|file|Updating|Removing) '(.+?)'/.exec(errors)?.[1];
  if (path !== undefined) return wouldOverwrite([path]);
  return new UserError(`Git did not move the branch: ${lastLines(errors)}`);
}

export async function switchHere(program: Program, branch: string): Promise<void> {
  if (!isBranchName(branch)) throw noBranch(branch, 'a branch cannot have this name');
  const { branch: before = 'detached HEAD', commit } = await head(program);
  if (commit === undefined) throw noCommitYet();
  const ref = `refs/heads/${branch}`;
  const there = await resolve(program, ref);
  if (there !== undefined && there !== commit) throw branchElsewhere(branch);
  if (there === undefined) {
    const args = ['update-ref', '-m', `branch: Created from ${before}`, ref, commit, '0'.repeat(40)];
    const made = await program.run(args);
    if (made.code !== 0) throw noBranch(branch, lastLines(made.errors));
  }
  await program.output(['symbolic-ref', '-m', `checkout: moving from ${before} to ${branch}`, 'HEAD', ref]);
}
