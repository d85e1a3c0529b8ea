import { UserError } from '../../model/errors.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Losses } from '../../plan/losses.ts';
import type { Git, Remote } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { type LoadedFleet, requireNoErrors, requireValid } from '../../state/load-fleet.ts';
import { withLock } from '../../state/lock.ts';
import { fromGitRoot, gitOf, intentPaths, type Repository } from '../../state/repository.ts';
import { workTree } from '../../state/source-tree.ts';
import { requireExpectations } from '../validate/test-expectations.ts';
import { validateFleet } from '../validate/validate-fleet.ts';
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
export async function deploy(
  host: Host,
  repository: Repository,
  options: DeployOptions,
): Promise<DeployResult | undefined> {
  const git = gitOf(repository);
  const locked = <T>(action: () => Promise<T>) => withLock(host, repository, 'deploy', action);
  const plan = () => planDeploy(host, repository, git, options);
  if (options.asks) {
    const planned = await locked(plan);
    if (!(await options.confirm(planned))) return undefined;
    return locked(async () => {
      await requireUnchanged(host, repository, { ...planned, sources: planned.loaded.sources }, 'deploy again');
      return applyDeploy(host, repository, git, planned, options);
    });
  }
  return locked(async () => {
    const planned = await plan();
    return (await options.confirm(planned)) ? applyDeploy(host, repository, git, planned, options) : undefined;
  });
}

/** A deployment that was checked, and is not written yet. */
interface PlannedDeploy extends DeployPlan {
  /** HEAD; undefined: no commit yet. */
  readonly head: string | undefined;
  readonly remote: Remote | undefined;
  /** The tip of the remote's branch. */
  readonly tip: string | undefined;
  readonly loaded: LoadedFleet;
  readonly changes: GeneratedChanges;
}

async function planDeploy(
  host: Host,
  repository: Repository,
  git: Git,
  options: DeployOptions,
): Promise<PlannedDeploy> {
  const loaded = await validateFleet(host, repository, workTree(host.fs, repository), true);
  const resolution = requireValid(loaded);
  const { branch, commit: head } = await checkBranch(git, resolution);
  const remote = await git.remote(branch);
  if (!remote && options.push) throw noRemote();
  const tip = remote && (await (options.push ? git.fetch(remote.name, branch) : git.remoteTip(remote.name, branch)));
  const base = await commonBase(git, branch, head, tip);

  const changes = await planGenerated(generatedOnDisk(host.fs, repository.root), repository, resolution);
  requireNoErrors(host, repository, changes.findings);
  requireExpectations(resolution);
  const losses = await checkLosses(host, repository, base, resolution, options.allow);
  await checkChanges(host, repository, base, workTree(host.fs, repository), resolution, options.allow);
  const intent = (await git.changes(fromGitRoot(repository, intentPaths))).map((change) => change.path);
  const generate = summarise(resolution, changes);
  const { notes } = loaded;
  return { branch, head, remote, tip, loaded, changes, intent, generate, losses, notes };
}

async function applyDeploy(
  host: Host,
  repository: Repository,
  git: Git,
  { branch, head, remote, tip, changes, generate }: PlannedDeploy,
  options: DeployOptions,
): Promise<DeployResult> {
  applyGenerated(host.fs, repository, changes);
  const message = messageOf(options);
  const commit = await commitAll(git, repository, changes, message, head);
  if (!remote || !options.push || commit === tip) return { commit, branch, pushed: false, attempts: 0, generate };
  const needsReason = options.allow !== undefined && commit === head;
  const result = await pushCommits(host, repository, git, {
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
