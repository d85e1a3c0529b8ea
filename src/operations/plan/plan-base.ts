import { branchTip } from '../../deliver/branch-tip.ts';
import type { FleetBranch } from '../../deliver/fleet-branch.ts';
import { unshallow } from '../../deliver/whole-history.ts';
import { UserError } from '../../model/errors.ts';
import type { Git } from '../../ports/git.ts';

/** What a change is compared with. */
export interface PlanBase {
  /** The commit; undefined if nothing was delivered yet, so that all is new. */
  readonly commit: string | undefined;
  /** The name that it was found by, such as `origin/main`. */
  readonly ref: string;
}

/** The merge base of HEAD and a name, or unless one is given of HEAD and the branch that changes go into. */
export async function findPlanBase(git: Git, ref: string | undefined, target: FleetBranch): Promise<PlanBase> {
  const { commit: head } = await git.head();
  const other =
    ref === undefined
      ? await branchTip(git, { ...target, otherwise: 'To compare with something else: --base REF' })
      : await named(git, ref);
  if (!other || head === undefined) return { commit: other?.commit, ref: other?.ref ?? target.branch };
  const commit = await git.mergeBase(head, other.commit);
  if (commit !== undefined) return { commit, ref: other.ref };
  throw new UserError(
    `this branch and ${other.ref} have no commit in common`,
    `Where the clone is not deep enough, fetch more: ${unshallow}`,
  );
}

async function named(git: Git, ref: string): Promise<{ commit: string; ref: string }> {
  for (const name of [ref, `origin/${ref}`]) {
    const commit = await git.resolve(name);
    if (commit !== undefined) return { commit, ref: name };
  }
  throw new UserError(`there is no commit ${ref}`, 'Name a branch, a tag or a commit, such as --base main.');
}
