import { branchOfPeople } from '../../deliver/fleet-branch.ts';
import { generatedFolders } from '../../generate/layout.ts';
import { isBranchName } from '../../model/branch-name.ts';
import { branchRead } from '../../model/delivery.ts';
import { UsageError, UserError } from '../../model/errors.ts';
import type { Git, Remote } from '../../ports/git.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { fromGitRoot, gitOf, intentPaths, type Repository } from '../../state/repository.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { unrelated } from '../deliver/put-intent-on-top.ts';
import { type PlanWithWaits, planWithWaits } from '../deliver/waiting.ts';
import { requireAllCommitted } from '../deliver/withheld-files.ts';
import { requireExpectations } from '../validate/test-expectations.ts';
import { requireSound } from '../validate/validate-fleet.ts';
import { branchFor } from './branch-for.ts';

/** What is about to be proposed. */
export interface Proposal {
  /** The branch that holds the change. */
  readonly branch: string;
  /** It is not there yet, or HEAD is not on it. */
  readonly isNewHere: boolean;
  /** The branch that the change shall go into. */
  readonly base: string;
  /** The branch that clusters read. */
  readonly read: string;
  /** Files of intent that will be committed, counted from the root of the Git work tree. */
  readonly intent: readonly string[];
  /** Generated files that differ from the last commit, and stay as they are. */
  readonly generated: readonly string[];
  readonly plan: PlanWithWaits;
}

/** A proposal that was checked, with what it was checked against. */
export interface PlannedProposal extends Proposal {
  readonly git: Git;
  readonly remote: Remote;
  /** The branch that HEAD is on. */
  readonly from: string | undefined;
  readonly head: string;
  /** The commit of the branch on the remote; undefined if it is not there. */
  readonly tip: string | undefined;
  readonly state: FleetState;
}

/** Validates, tests and plans what is in the work tree, and finds the branch for it. Writes nothing. */
export async function planProposal(
  copy: WorkingCopy,
  { message, branch: wanted }: { readonly message: string; readonly branch: string | undefined },
): Promise<PlannedProposal> {
  const { host, repository } = copy;
  const git = gitOf(repository);
  const state = await copy.open();
  const { tree } = await git.snapshot(fromGitRoot(repository, intentPaths));
  await requireAllCommitted(await copy.open({ tree }), state.entries, async () => state);
  const { resolution } = await requireSound(state, 'nothing was proposed');
  requireExpectations(resolution, undefined, 'nothing was proposed');
  const { fleet } = resolution.inventory;
  const { branch: base, role } = branchOfPeople(fleet);
  const read = branchRead(fleet);
  const { branch: from, commit: head } = await git.head();
  if (head === undefined) throw nothingThere(base);
  const branch = wanted ?? (from === undefined || from === base ? branchFor(message) : from);
  if (branch === base || branch === read)
    throw new UsageError(
      `${branch === base ? role : 'clusters read'} ${branch}: a proposal has a branch of its own`,
      'Leave --branch out, or name another.',
    );
  if (!isBranchName(branch))
    throw new UsageError(`Git gives no branch the name "${branch}"`, 'Such as: --branch anna/3901');
  await requireFree(git, branch, from, head);
  const remote = await requireRemote(git, base);
  const tip = await git.fetch(remote.name, branch);
  if (tip !== undefined && (await git.mergeBase(head, tip)) !== tip)
    throw othersPushed(remote, branch, branch === from);

  const intent = await changedPaths(git, repository, intentPaths);
  const baseTip = (await git.remoteTip(remote.name, base)) ?? (await git.fetch(remote.name, base));
  if (baseTip === undefined) throw nothingThere(base);
  const common = await git.mergeBase(head, baseTip);
  if (common === undefined) throw unrelated(base);
  if (common === head && intent.length === 0) throw nothingToPropose(base);

  const plan = await planWithWaits(host, state, undefined);
  const generated = await changedPaths(git, repository, generatedFolders);
  const isNewHere = branch !== from;
  return { branch, isNewHere, base, read, intent, generated, plan, git, remote, from, head, tip, state };
}

async function changedPaths(git: Git, repository: Repository, paths: readonly string[]): Promise<string[]> {
  return (await git.changes(fromGitRoot(repository, paths))).map(({ path }) => path);
}

async function requireFree(git: Git, branch: string, from: string | undefined, head: string): Promise<void> {
  const there = branch === from ? undefined : await git.resolve(`refs/heads/${branch}`);
  if (there === undefined || there === head) return;
  throw new UserError(
    `there is a branch ${branch} already, with other commits`,
    `To go on with it: git switch ${branch}. For another proposal: --branch NAME`,
  );
}

async function requireRemote(git: Git, base: string): Promise<Remote> {
  const remote = await git.remote(base);
  if (remote) return remote;
  throw new UserError('there is no remote to push to', 'Add one: git remote add origin URL');
}

/** Somebody else, or a button on a page, put commits on the branch that are not here. */
export function othersPushed({ name }: Remote, branch: string, isHere: boolean): UserError {
  return new UserError(
    `the remote's ${branch} has commits that are not here`,
    isHere
      ? `Get them, and propose again: git pull --rebase --autostash ${name} ${branch}`
      : 'For another proposal name another branch: --branch NAME',
  );
}

function nothingThere(base: string): UserError {
  return new UserError(
    `there is no commit on ${base} yet that a change could be compared with`,
    'The first one goes there directly: resedge deploy -m "First"',
  );
}

function nothingToPropose(base: string): UserError {
  return new UserError(
    `there is nothing to propose: no file of the inventory differs from ${base}`,
    'Change something first, such as: resedge set cluster/NAME spec.values.key=value',
  );
}
