import type { Deliveries } from '../../deliver/delivered.ts';
import { branchOfPeople, type FleetBranch, knownTip } from '../../deliver/fleet-branch.ts';
import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { branchRead } from '../../model/delivery.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Git } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import type { Repository } from '../../state/repository.ts';
import { type CheckedPullRequest, checkedPullRequest } from './pull-request-env.ts';

/** A branch that people work on aside, and the one that its changes go into. */
export interface SideBranch {
  readonly git: Git;
  /** Undefined: HEAD is on none, as in a pipeline. */
  readonly branch: string | undefined;
  /** The commit that it is at. */
  readonly head: string;
  /** The branch that changes go into: the one that clusters read, unless that is one of its own. */
  readonly target: FleetBranch;
  /** The branch that clusters read. */
  readonly read: string;
  readonly deliveries: Deliveries;
  /** What a pipeline checks. */
  readonly request: CheckedPullRequest | undefined;
}

/** The branch of HEAD; undefined if changes go into it. */
export async function findSideBranch(
  { env }: Pick<Host, 'env'>,
  { git, prefix }: Repository,
  resolution: Resolution,
): Promise<SideBranch | undefined> {
  if (!git) return undefined;
  const { fleet } = resolution.inventory;
  const target = branchOfPeople(fleet);
  const { branch, commit: head } = await git.head();
  const request = checkedPullRequest(env);
  if (head === undefined || (branch === target.branch && !request)) return undefined;
  // A rebase goes through the commits of its branch, which may be this one.
  if (branch === undefined && (await git.operation()) === 'rebase') return undefined;
  const deliveries = deliveriesOf(git, prefix, resolution);
  return { git, branch, head, target, read: branchRead(fleet), deliveries, request };
}

/**
 * The last commit of the branch that changes go into that a branch has, or a merge into it that is not finished. What
 * deploy committed here and did not push counts as well. Undefined: the commits that would tell are not here.
 */
export async function findBranchBase(side: SideBranch): Promise<string | undefined> {
  const { git, head, target } = side;
  const merging = await git.resolve('MERGE_HEAD');
  const tips = [(await knownTip(git, target))?.commit, await lastDeployHere(side)].filter((tip) => tip !== undefined);
  let nearest: string | undefined;
  for (const own of merging === undefined ? [head] : [head, merging])
    for (const tip of tips) nearest = await nearer(git, nearest, await git.mergeBase(own, tip));
  return nearest ?? baseOfRequest(side);
}

/** What is committed after it on the branch here was not deployed. */
async function lastDeployHere({ git, deliveries, target }: SideBranch): Promise<string | undefined> {
  const tip = await git.resolve(`refs/heads/${target.branch}`);
  if (tip === undefined) return undefined;
  for await (const { commit } of deliveries.deploys(tip)) return commit;
  return undefined;
}

/** The later one of two commits. */
async function nearer(git: Git, a: string | undefined, b: string | undefined): Promise<string | undefined> {
  if (a === undefined || b === undefined) return a ?? b;
  return (await git.mergeBase(a, b)) === a ? b : a;
}

/** What the pipeline tells, where the branch that changes go into was not fetched. */
async function baseOfRequest({ git, head, target, request }: SideBranch): Promise<string | undefined> {
  if (request?.target !== target.branch) return undefined;
  if (request.base !== undefined) return git.resolve(request.base);
  if (request.merge !== head) return undefined;
  const { parents } = await git.commitInfo(head);
  const [first] = parents;
  return parents.length > 1 && first !== undefined ? git.resolve(first) : undefined;
}
