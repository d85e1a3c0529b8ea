import type { Deliveries, NewestDelivery } from '../../deliver/delivered.ts';
import { wholeHistory } from '../../deliver/whole-history.ts';
import { UserError } from '../../model/errors.ts';
import type { Git, Remote } from '../../ports/git.ts';

/** What a change is compared with. */
export interface PlanBase {
  /** The commit; undefined if nothing was delivered yet, so that all is new. */
  readonly commit: string | undefined;
  /** The name that it was found by, such as `origin/main`. */
  readonly ref: string;
}

/** The branch that clusters read, and what is known of it here. */
interface Delivery {
  readonly branch: string;
  readonly deliveries: Deliveries;
}

/** The merge base of HEAD and a name, or unless one is given of HEAD and what was delivered. */
export async function findPlanBase(git: Git, ref: string | undefined, delivery: Delivery): Promise<PlanBase> {
  const { commit: head } = await git.head();
  const other = ref === undefined ? await newest(git, delivery) : await named(git, ref);
  if (!other || head === undefined) return { commit: other?.commit, ref: other?.ref ?? delivery.branch };
  const commit = await git.mergeBase(head, other.commit);
  if (commit !== undefined) return { commit, ref: other.ref };
  throw new UserError(
    `this branch and ${other.ref} have no commit in common`,
    `Where the clone is not deep enough, fetch more: git fetch --unshallow. ${wholeHistory}`,
  );
}

async function named(git: Git, ref: string): Promise<{ commit: string; ref: string }> {
  for (const name of [ref, `origin/${ref}`]) {
    const commit = await git.resolve(name);
    if (commit !== undefined) return { commit, ref: name };
  }
  throw new UserError(`there is no commit ${ref}`, 'Name a branch, a tag or a commit, such as --base main.');
}

/**
 * What was delivered last, as far as it was fetched. A clone that never fetched the branch does not tell whether there is
 * one, so the remote is asked: undefined if it has none. UserError if it has, or cannot be asked.
 */
async function newest(git: Git, { branch, deliveries }: Delivery): Promise<NewestDelivery | undefined> {
  const known = await deliveries.newest();
  const remote = await git.remote(branch);
  if (!remote || known?.remote !== undefined) return known;
  const there = await branchesOf(git, remote, branch);
  if (!there.includes(branch)) return undefined;
  throw new UserError(`${remote.name}/${branch}, which clusters read, was not fetched`, howToFetch(remote, branch));
}

async function branchesOf(git: Git, remote: Remote, branch: string): Promise<readonly string[]> {
  try {
    return await git.remoteBranches(remote.name);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `${remote.name}/${branch}, which clusters read, was not fetched, and whether it is there could not be found out: ${error.message}`,
      howToFetch(remote, branch),
      { cause: error },
    );
  }
}

/** With both ends named, the branch is found again also where a clone was made of a single one. */
function howToFetch({ name }: Remote, branch: string): string {
  return `Fetch it: git fetch ${name} ${branch}:refs/remotes/${name}/${branch}. ${wholeHistory} To compare with something else: --base REF`;
}
