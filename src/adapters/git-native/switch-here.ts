import { isBranchName } from '../../model/branch-name.ts';
import { branchElsewhere, noBranch, noCommitYet } from '../git-common/failures.ts';
import { lastLines, type Program } from './program.ts';
import { head, resolve } from './read.ts';

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
