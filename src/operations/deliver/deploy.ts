import { UserError } from '../../model/errors.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Losses } from '../../plan/losses.ts';
import type { Git, Remote } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { requireNoErrors } from '../../state/diagnose-on-disk.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { fromGitRoot, gitOf, intentPaths } from '../../state/repository.ts';
import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { requireExpectations } from '../validate/test-expectations.ts';
import { requireSound } from '../validate/validate-fleet.ts';
import { deliveredTo } from './circumstances.ts';
import { commitAll, commitReason } from './commit-deploy.ts';
import { applyGenerated, type GenerateResult, planGenerated, summarise } from './generate.ts';
import { checkChanges } from './guard-changes.ts';
import { checkLosses } from './guard-losses.ts';
import { pushCommits } from './push-commits.ts';
import { unrelated } from './put-on-top.ts';
import { requireUnchanged } from './require-unchanged.ts';
import { type GeneratedChanges, generatedOnDisk } from './write-generated.ts';

/** What `deploy` is asked to do. */
export interface DeployOptions {
  readonly message: string;
  /** Why clusters may lose more than the guard lets through; goes into the commit message. */
  readonly allow: string | undefined;
  /** Commit, but do not push. */
  readonly push: boolean;
  /** Somebody is asked, and may take their time: others may write here meanwhile. */
  readonly asks: boolean;
  /** Called before anything is written; false stops. */
  confirm(plan: DeployPlan): Promise<boolean>;
}

/** What a deployment is about to do. */
export interface DeployPlan {
  readonly branch: string;
  /** Files of intent that were changed, counted from the root of the Git work tree. */
  readonly intent: readonly string[];
  readonly generate: GenerateResult;
  readonly losses: Losses;
  /** What was not looked at, in sentences. */
  readonly notes: readonly string[];
}

/** `DeployResult` of machine output. */
export interface DeployResult {
  /** The commit that holds the result; the one that was there where nothing was to be done. */
  readonly commit: string;
  readonly branch: string;
  readonly pushed: boolean;
  /** How many pushes were tried: more than one where somebody else pushed in between. */
  readonly attempts: number;
  readonly generate: GenerateResult;
}

/**
 * Validates, tests, generates, commits and pushes. What the user changed in the folders of intent and what was generated go
 * into one commit. Where the remote has moved, the intent is put on top of what others pushed and generated again.
 * Returns undefined where the user said no.
 */
export async function deploy(copy: WorkingCopy, options: DeployOptions): Promise<DeployResult | undefined> {
  gitOf(copy.repository);
  const { written } = await transact(copy, {
    what: 'deploy',
    asks: options.asks,
    plansAlone: true,
    plan: async () => planDeploy(copy.host, await copy.open(), options),
    agree: (planned) => options.confirm(planned),
    recheck: ({ state, branch, head }) => requireUnchanged(state, { branch, commit: head }, 'deploy again'),
    write: (planned) => applyDeploy(copy.host, planned, options),
  });
  return written;
}

/** A deployment that was checked, and is not written yet. */
interface PlannedDeploy extends DeployPlan {
  readonly git: Git;
  /** HEAD; undefined: no commit yet. */
  readonly head: string | undefined;
  readonly remote: Remote | undefined;
  /** The tip of the remote's branch. */
  readonly tip: string | undefined;
  /** What is deployed. */
  readonly state: FleetState;
  readonly changes: GeneratedChanges;
}

async function planDeploy(host: Host, state: FleetState, options: DeployOptions): Promise<PlannedDeploy> {
  const git = gitOf(state.repository);
  const { resolution, notes } = await requireSound(state);
  const { branch, commit: head } = await checkBranch(git, resolution);
  const remote = await git.remote(branch);
  if (!remote && options.push) throw noRemote();
  const tip = remote && (await (options.push ? git.fetch(remote.name, branch) : git.remoteTip(remote.name, branch)));
  const base = await commonBase(git, branch, head, tip);

  const delivered = await deliveredTo(git, state, tip ?? head);
  const now = host.clock.now().getTime();
  const { changes } = await planGenerated(state, generatedOnDisk(host.fs, state.repository.root), {
    now,
    ...delivered,
  });
  requireNoErrors(host, state.repository, changes.findings);
  requireExpectations(resolution);
  const losses = await checkLosses(state, base, options.allow);
  await checkChanges(state, base, options.allow);
  const intent = (await git.changes(fromGitRoot(state.repository, intentPaths))).map((change) => change.path);
  const generate = summarise(resolution, changes);
  return { git, branch, head, remote, tip, state, changes, intent, generate, losses, notes };
}

async function applyDeploy(
  host: Host,
  { git, branch, head, remote, tip, state, changes, generate }: PlannedDeploy,
  options: DeployOptions,
): Promise<DeployResult> {
  applyGenerated(host.fs, state, changes);
  const message = messageOf(options);
  const commit = await commitAll(state.repository, changes, { message, head });
  if (!remote || !options.push || commit === tip) return { commit, branch, pushed: false, attempts: 0, generate };
  const needsReason = options.allow !== undefined && commit === head;
  const result = await pushCommits(host, state, {
    remote: remote.name,
    branch,
    commit: needsReason ? await commitReason(git, commit, message) : commit,
    message,
    allow: options.allow,
  });
  return {
    commit: result.commit,
    branch,
    pushed: result.pushed,
    attempts: result.attempts,
    generate: result.generate ?? generate,
  };
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
  if (tip === undefined) return head;
  const base = head === undefined ? undefined : await git.mergeBase(head, tip);
  if (base === undefined) throw unrelated(branch);
  return base;
}

function messageOf({ message, allow }: DeployOptions): string {
  return allow === undefined ? message : `${message}\n\nAllow: ${allow}`;
}
