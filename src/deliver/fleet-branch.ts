import { branchRead, hasOwnBranch } from '../model/delivery.ts';
import type { Item } from '../model/inventory.ts';
import type { Fleet } from '../model/kinds.ts';
import type { Git } from '../ports/git.ts';
import type { NewestDelivery } from './delivered.ts';

/** A branch that a fleet names. */
export interface FleetBranch {
  readonly branch: string;
  /** The branch that people work on: its remote is that of all branches of a fleet. */
  readonly home: string;
  /** What it is for, such as `clusters read`. */
  readonly role: string;
}

/** The branch that clusters read. */
export function branchOfClusters(fleet: Item<Fleet>): FleetBranch {
  return { branch: branchRead(fleet), home: fleet.spec.git.branch, role: 'clusters read' };
}

/** The branch that people's changes go into. */
export function branchOfPeople(fleet: Item<Fleet>): FleetBranch {
  const { branch } = fleet.spec.git;
  return { branch, home: branch, role: hasOwnBranch(fleet) ? 'changes go into' : 'clusters read' };
}

/** Where a branch is: as it is on the remote, as far as that was fetched, else as it is here. */
export async function knownTip(
  git: Git,
  { branch, home }: Pick<FleetBranch, 'branch' | 'home'>,
): Promise<NewestDelivery | undefined> {
  const remote = await git.remote(home);
  const tip = remote && (await git.remoteTip(remote.name, branch));
  if (remote && tip !== undefined) return { commit: tip, ref: `${remote.name}/${branch}`, remote: remote.name };
  const commit = await git.resolve(`refs/heads/${branch}`);
  return commit === undefined ? undefined : { commit, ref: branch };
}
