import { isBranchName } from '../../model/branch-name.ts';
import { pathsAbove } from '../../model/paths.ts';
import { branchElsewhere, noBranch, noCommitYet } from '../git-common/failures.ts';
import { hasRefsBelow, moveRef, pointHead, readHead, readRef } from './refs.ts';
import type { EmbeddedRepository } from './repository.ts';

export function switchHere(repository: EmbeddedRepository, branch: string): void {
  if (!isBranchName(branch)) throw noBranch(branch, 'a branch cannot have this name');
  const { commit } = readHead(repository);
  if (commit === undefined) throw noCommitYet();
  const ref = `refs/heads/${branch}`;
  const there = readRef(repository, ref);
  if (there !== undefined && there !== commit) throw branchElsewhere(branch);
  if (there === undefined) {
    for (const above of pathsAbove(branch))
      if (readRef(repository, `refs/heads/${above}`)) throw noBranch(branch, `there is a branch ${above}`);
    if (hasRefsBelow(repository, ref)) throw noBranch(branch, `there are branches ${branch}/...`);
    moveRef(repository, ref, undefined, commit);
  }
  pointHead(repository, ref);
}
