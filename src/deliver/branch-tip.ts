import { UserError } from '../model/errors.ts';
import type { Git, Remote } from '../ports/git.ts';
import type { Deliveries, NewestDelivery } from './delivered.ts';
import { wholeHistory } from './whole-history.ts';

/** The branch that clusters read, and what is known of it here. */
export interface DeliveryPlace {
  readonly branch: string;
  readonly deliveries: Deliveries;
  /** What can be done instead of fetching it, for the hint. */
  readonly otherwise?: string;
}

/**
 * What was delivered last, as far as it was fetched. A clone that never fetched the branch does not tell whether there is
 * one, so the remote is asked: undefined if it has none. UserError if it has, or cannot be asked.
 */
export async function newestDelivery(git: Git, place: DeliveryPlace): Promise<NewestDelivery | undefined> {
  const { branch, deliveries } = place;
  const known = await deliveries.newest();
  const remote = await git.remote(branch);
  if (!remote || known?.remote !== undefined) return known;
  const there = await branchesOf(git, remote, place);
  if (!there.includes(branch)) return undefined;
  throw new UserError(`${remote.name}/${branch}, which clusters read, was not fetched`, howToFetch(remote, place));
}

async function branchesOf(git: Git, remote: Remote, place: DeliveryPlace): Promise<readonly string[]> {
  try {
    return await git.remoteBranches(remote.name);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `${remote.name}/${place.branch}, which clusters read, was not fetched, and whether it is there could not be found out: ${error.message}`,
      howToFetch(remote, place),
      { cause: error },
    );
  }
}

/** With both ends named, the branch is found again also where a clone was made of a single one. */
function howToFetch({ name }: Remote, { branch, otherwise }: DeliveryPlace): string {
  const ways = [`Fetch it: git fetch ${name} ${branch}:refs/remotes/${name}/${branch}.`, wholeHistory, otherwise ?? ''];
  return ways.join(' ').trim();
}
