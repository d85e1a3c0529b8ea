import { hasOwnBranch } from '../model/delivery.ts';
import { UserError } from '../model/errors.ts';
import type { Item } from '../model/inventory.ts';
import type { Fleet } from '../model/kinds.ts';
import type { Git, Remote } from '../ports/git.ts';
import type { NewestDelivery } from './delivered.ts';
import { branchOfClusters, type FleetBranch, knownTip } from './fleet-branch.ts';
import { wholeHistory } from './whole-history.ts';

/** A branch that has to be known here. */
export interface NeededBranch extends FleetBranch {
  /** What can be done instead of fetching it, for the hint. */
  readonly otherwise?: string;
}

/**
 * Where a branch is, as far as it was fetched. A clone that never fetched it does not tell whether there is one, so the
 * remote is asked: undefined if it has none. UserError if it has, or cannot be asked.
 */
export async function branchTip(git: Git, needed: NeededBranch): Promise<NewestDelivery | undefined> {
  const known = await knownTip(git, needed);
  const remote = await git.remote(needed.home);
  if (!remote || known?.remote !== undefined) return known;
  const there = await branchesOf(git, remote, needed);
  if (!there.includes(needed.branch)) return undefined;
  throw new UserError(`${whatOf(remote, needed)}, was not fetched`, howToFetch(remote, needed));
}

/**
 * What was delivered last. A branch of its own has to be known here, see branchTip; the one that people work on is taken
 * as far as it is known.
 */
export async function newestDelivery(git: Git, fleet: Item<Fleet>): Promise<NewestDelivery | undefined> {
  const branch = branchOfClusters(fleet);
  return hasOwnBranch(fleet) ? branchTip(git, branch) : knownTip(git, branch);
}

async function branchesOf(git: Git, remote: Remote, needed: NeededBranch): Promise<readonly string[]> {
  try {
    return await git.remoteBranches(remote.name);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `${whatOf(remote, needed)}, was not fetched, and whether it is there could not be found out: ${error.message}`,
      howToFetch(remote, needed),
      { cause: error },
    );
  }
}

function whatOf({ name }: Remote, { branch, role }: NeededBranch): string {
  return `${name}/${branch}, which ${role}`;
}

/** With both ends named, the branch is found again also where a clone was made of a single one. */
function howToFetch({ name }: Remote, { branch, otherwise }: NeededBranch): string {
  const ways = [`Fetch it: git fetch ${name} ${branch}:refs/remotes/${name}/${branch}.`, wholeHistory, otherwise ?? ''];
  return ways.join(' ').trim();
}
