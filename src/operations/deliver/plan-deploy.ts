import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { generatedFolders } from '../../generate/layout.ts';
import { someOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Git, TreeEntry } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { requireNoErrors } from '../../state/diagnose-on-disk.ts';
import { listWorkTree } from '../../state/list-work-tree.ts';
import { fromGitRoot, gitOf, intentPaths, type Repository } from '../../state/repository.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { requireExpectations } from '../validate/test-expectations.ts';
import { requireSound } from '../validate/validate-fleet.ts';
import { circumstancesOn } from './circumstances.ts';
import { type Commitment, hasChanges } from './commit-deploy.ts';
import { isHidden, planOutput } from './committed-output.ts';
import { deployEffects } from './deploy-effects.ts';
import type { DeployOptions, DeployPlan } from './deployment.ts';
import { finishOperation } from './finish-operation.ts';
import { summarise } from './generate.ts';
import { checkChanges } from './guard-changes.ts';
import { checkLosses } from './guard-losses.ts';
import { countMoves } from './outcome/decide-output.ts';
import { unrelated } from './put-on-top.ts';
import { branchMissing, lookAtRemote, type RemoteBranch, takenOff } from './remote-branch.ts';
import { requireAllCommitted } from './withheld-files.ts';

/** A deployment that was checked, and is not written yet. */
export interface PlannedDeploy extends DeployPlan, Commitment {
  /** Undefined: there is no remote. */
  readonly look: RemoteBranch | undefined;
  /** Subjects of commits that are here, and that somebody took off the remote by force. */
  readonly takenOff: readonly string[];
}

/** Reads what Git would commit, validates and tests it, works out what it changes, and holds that against the guards. */
export async function planDeploy(copy: WorkingCopy, options: DeployOptions): Promise<PlannedDeploy> {
  const { host, repository } = copy;
  const git = gitOf(repository);
  const finished = await finishOperation(repository, options.dryRun);
  const snapshot = await git.snapshot(fromGitRoot(repository, intentPaths));
  const state = await copy.open({ tree: snapshot.tree });
  await requireAllCommitted(state, listWorkTree(host.fs, repository).entries, () => copy.open());
  const { resolution, notes } = await requireSound(state);
  const { branch, commit: head } = await checkBranch(git, resolution);
  const remote = await git.remote(branch);
  if (!remote && options.push) throw noRemote();
  const look = remote && (await lookAtRemote(git, { remote, branch, offline: !options.push }));
  const missing = options.createBranch ? undefined : look?.missing;
  if (missing !== undefined && !options.asks) throw branchMissing(missing);
  const base = await commonBase(git, branch, head, look?.tip);
  const off = look && head !== undefined ? await takenOff(git, look, head) : [];

  const committed = await deliveriesOf(git, repository.prefix, resolution).at(snapshot.tree).files();
  const circumstances = await circumstancesOn(host, state, look?.tip ?? head, options.atOnce);
  const absent = new Set(withoutPrefix(repository, await git.absent(fromGitRoot(repository, generatedFolders))));
  const output = await planOutput(host, state, { committed, absent, circumstances });
  requireNoErrors(host, repository, output.onDisk.findings);
  requireExpectations(resolution);
  const delivered = base === (look?.tip ?? head) ? circumstances.delivered : undefined;
  await checkLosses(state, base, { allow: options.allow, delivered });
  await checkChanges(state, base, options.allow);
  return {
    branch,
    head,
    look,
    takenOff: off,
    missing,
    state,
    snapshot,
    output,
    effects: deployEffects(output.decisions, resolution, circumstances.now),
    isIdle: (await isIdle(host, { head, state, snapshot, output }, options)) && (!options.push || look?.tip === head),
    intent: snapshot.changes.map(({ path }) => path),
    generate: summarise(resolution, output.onDisk),
    ...countMoves(output.decisions),
    notes: [
      ...(finished ? [`The ${finished} that was in progress is finished.`] : []),
      ...(look ? noteTakenOff(look, off) : []),
      ...notes,
    ],
  };
}

/** Whether there is neither anything to commit, nor anything to say in a commit. */
async function isIdle(host: Host, commitment: Commitment, { allow }: DeployOptions): Promise<boolean> {
  return allow === undefined && !isHidden(commitment.output) && !(await hasChanges(host, commitment));
}

/** Paths that count from the root of the Git work tree, counted from the fleet root. */
function withoutPrefix({ prefix }: Repository, entries: readonly TreeEntry[]): string[] {
  return entries.map(({ path }) => path.slice(prefix.length));
}

function noteTakenOff({ remote, branch }: RemoteBranch, subjects: readonly string[]): string[] {
  if (subjects.length === 0) return [];
  const named = someOf(subjects.map((subject) => `"${subject}"`));
  return [
    `Somebody took off ${remote.name}/${branch} by force what is still here, so it is left out: ${named}. To bring it back: git cherry-pick.`,
  ];
}

/** HEAD, which has to be on the branch that clusters read. */
async function checkBranch(
  git: Git,
  { inventory }: Resolution,
): Promise<{ branch: string; commit: string | undefined }> {
  const wanted = inventory.fleet.spec.git.branch;
  const { branch, commit } = await git.head();
  if (branch === wanted) return { branch, commit };
  throw new UserError(
    branch === undefined
      ? `HEAD is detached; deploy writes to ${wanted}, the branch that clusters read`
      : `this is branch ${branch}; clusters read ${wanted}, and deploy writes there alone`,
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
