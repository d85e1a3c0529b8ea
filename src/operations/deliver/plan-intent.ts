import { branchOfPeople } from '../../deliver/fleet-branch.ts';
import { someOf } from '../../model/counts.ts';
import { branchRead, hasOwnBranch } from '../../model/delivery.ts';
import { UserError } from '../../model/errors.ts';
import type { Item } from '../../model/inventory.ts';
import type { Fleet } from '../../model/kinds.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Git } from '../../ports/git.ts';
import { listWorkTree } from '../../state/list-work-tree.ts';
import { fromGitRoot, gitOf, intentPaths } from '../../state/repository.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { requireSound } from '../validate/validate-fleet.ts';
import type { CheckedIntent } from './commit-deploy.ts';
import type { DeployOptions } from './deployment.ts';
import { finishOperation } from './finish-operation.ts';
import { type FormerPlace, findFormerPlace, namedPlace } from './former-place.ts';
import { type Moving, movingNotes, requireMeant } from './moving.ts';
import { type LocalCommits, unrelated } from './put-intent-on-top.ts';
import {
  type Branches,
  branchMissing,
  lookAtBranches,
  type RemoteBranch,
  requirePush,
  takenOff,
} from './remote-branch.ts';
import { requireAllCommitted } from './withheld-files.ts';

/** What people changed, validated, and where it goes. */
export interface PlannedIntent extends CheckedIntent, Branches {
  readonly git: Git;
  readonly resolution: Resolution;
  /** The branch that people work on, and HEAD is on. */
  readonly branch: string;
  /** The commit that what is here and what is on the remote go back to. */
  readonly base: string | undefined;
  /** Why a branch has to be made on the remote; undefined if none has. */
  readonly missing: string | undefined;
  /** Where clusters read so far, if they are to be led from there to where the fleet says; else undefined. */
  readonly former: FormerPlace | undefined;
  readonly moving: Moving | undefined;
  /** Subjects of commits that are here, and that somebody took off the remote by force. */
  readonly takenOff: readonly string[];
  /** What is worth knowing, in sentences. */
  readonly notes: readonly string[];
}

/** Reads what Git would commit, validates it, and looks at the remote. */
export async function planIntent(copy: WorkingCopy, options: DeployOptions): Promise<PlannedIntent> {
  const { host, repository } = copy;
  const git = gitOf(repository);
  const finished = await finishOperation(host, repository, options.dryRun);
  const snapshot = await git.snapshot(fromGitRoot(repository, intentPaths));
  const state = await copy.open({ tree: snapshot.tree });
  await requireAllCommitted(state, listWorkTree(host.fs, repository).entries, () => copy.open());
  const { resolution, notes } = await requireSound(state);
  const { fleet } = resolution.inventory;
  const { branch, commit: head } = await checkBranch(git, fleet);
  if (hasOwnBranch(fleet)) requirePush(branchRead(fleet), options.push);
  const branches = await lookAtBranches(git, fleet, !options.push);
  const { look, clusters } = branches;
  if (!look && options.push) throw noRemote();
  const former = await findFormerPlace(state, { head, clusters, offline: !options.push });
  const moving = former && { from: former, to: await namedPlace(state) };
  if (moving) requireMeant(moving, options);
  const missing = moving || options.createBranch ? undefined : (look?.missing ?? clusters?.missing);
  if (missing !== undefined && !options.asks) throw branchMissing(missing);
  const base = await commonBase(git, branch, head, look?.tip);
  const off = look && head !== undefined ? await takenOff(git, look, head) : [];
  return {
    git,
    resolution,
    branch,
    head,
    base,
    state,
    snapshot,
    ...branches,
    missing,
    former,
    moving,
    takenOff: off,
    notes: [
      ...(finished ? [`The ${finished} that was in progress is finished.`] : []),
      ...(look && moving ? movingNotes(moving, look.remote.name) : []),
      ...(look ? noteTakenOff(look, off) : []),
      ...notes,
    ],
  };
}

/** What is pushed of a checked intent once it is committed. */
export function localCommits(
  { takenOff: subjects, former }: PlannedIntent,
  { remote, branch, tip, known }: RemoteBranch,
  { message, allow, atOnce }: DeployOptions,
  commit: string,
): LocalCommits {
  const isForced = subjects.length > 0;
  return { remote: remote.name, branch, commit, message, allow, atOnce, tip, known, isForced, read: former?.tip };
}

function noteTakenOff({ remote, branch }: RemoteBranch, subjects: readonly string[]): string[] {
  if (subjects.length === 0) return [];
  const named = someOf(subjects.map((subject) => `"${subject}"`));
  return [
    `Somebody took off ${remote.name}/${branch} by force what is still here, so it is left out: ${named}. To bring it back: git cherry-pick.`,
  ];
}

/** HEAD, which has to be on the branch that people work on. */
async function checkBranch(git: Git, fleet: Item<Fleet>): Promise<{ branch: string; commit: string | undefined }> {
  const { branch: wanted, role } = branchOfPeople(fleet);
  const { branch, commit } = await git.head();
  if (branch === wanted) return { branch, commit };
  throw new UserError(
    branch === undefined
      ? `HEAD is detached; deploy writes to ${wanted}, the branch that ${role}`
      : `this is branch ${branch}; ${role} ${wanted}, and deploy writes there alone`,
    `Go there: git switch ${wanted}`,
  );
}

function noRemote(): UserError {
  return new UserError(
    'there is no remote to push to',
    'Add one: git remote add origin URL. To commit alone: resedge deploy --no-push',
  );
}

/** The commit that what is here and what is on the remote go back to: what clusters have, as far as is known here. */
async function commonBase(
  git: Git,
  branch: string,
  head: string | undefined,
  tip: string | undefined,
): Promise<string | undefined> {
  if (tip === undefined || tip === head) return head;
  const base = head === undefined ? undefined : await git.mergeBase(head, tip);
  if (base === undefined) throw unrelated(branch);
  return base;
}
