import { generatedFolders } from '../generate/layout.ts';
import { UserError } from '../model/errors.ts';
import type { Resolution } from '../model/resolution.ts';
import type { Losses } from '../plan/losses.ts';
import type { Git } from '../ports/git.ts';
import type { Host } from '../ports/host.ts';
import { applyGenerated, attributesFile, type GenerateResult, planGenerated, summarise } from './generate.ts';
import { checkLosses } from './guard-losses.ts';
import { loadFleet, requireNoErrors, requireValid } from './load-fleet.ts';
import { pushCommits } from './push-commits.ts';
import { fromGitRoot, gitOf, intentPaths, type Repository } from './repository.ts';
import { workTree } from './source-tree.ts';
import { generatedOnDisk } from './write-generated.ts';

/** What `deploy` is asked to do. */
export interface DeployOptions {
  readonly message: string;
  /** Why clusters may lose more than the guard lets through; goes into the commit message. */
  readonly allow: string | undefined;
  /** Commit, but do not push. */
  readonly push: boolean;
  /** Asked before anything is written; false stops. */
  confirm(plan: DeployPlan): Promise<boolean>;
}

/** What a deployment is about to do. */
export interface DeployPlan {
  readonly branch: string;
  /** Files of intent that were changed, counted from the root of the Git work tree. */
  readonly intent: readonly string[];
  readonly generate: GenerateResult;
  readonly losses: Losses;
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
 * Validates, generates, commits and pushes. What the user changed in the folders of intent and what was generated go
 * into one commit. Where the remote has moved, the intent is put on top of what others pushed and generated again.
 * Returns undefined where the user said no.
 */
export async function deploy(
  host: Host,
  repository: Repository,
  options: DeployOptions,
): Promise<DeployResult | undefined> {
  const git = gitOf(repository);
  const loaded = await loadFleet(host, repository, workTree(host.fs, repository.root));
  const resolution = requireValid(loaded);
  const branch = await checkBranch(git, resolution);
  const remote = options.push ? await remoteOf(git, branch) : undefined;
  const tip = remote ? await git.fetch(remote, branch) : undefined;
  const head = (await git.head()).commit;
  const base = head !== undefined && tip !== undefined ? await git.mergeBase(head, tip) : head;
  if (head !== undefined && tip !== undefined && base === undefined) throw unrelated(branch);

  const changes = await planGenerated(generatedOnDisk(host.fs, repository.root), repository, resolution);
  requireNoErrors(host, repository, changes.findings);
  const losses = await checkLosses(host, repository, base, resolution, options.allow);
  const intent = (await git.changes(fromGitRoot(repository, intentPaths))).map((change) => change.path);
  const result = summarise(resolution, changes);
  if (!(await options.confirm({ branch, intent, generate: result, losses }))) return undefined;

  applyGenerated(host.fs, repository, changes);
  const foreign = new Set(
    fromGitRoot(
      repository,
      changes.findings.map((finding) => finding.place.file),
    ),
  );
  const commit = await commitAll(git, repository, foreign, messageOf(options));
  if (remote === undefined) return { commit, branch, pushed: false, attempts: 0, generate: result };
  if (commit === tip) return { commit, branch, pushed: false, attempts: 0, generate: result };
  const pushed = await pushCommits(host, repository, git, {
    remote,
    branch,
    commit,
    message: messageOf(options),
    allow: options.allow,
  });
  return { ...pushed, branch, pushed: true, generate: pushed.generate ?? result };
}

async function checkBranch(git: Git, { inventory }: Resolution): Promise<string> {
  const wanted = inventory.fleet.object.spec.git.branch ?? 'main';
  const { branch } = await git.head();
  if (branch === wanted) return branch;
  throw new UserError(
    branch === undefined
      ? `HEAD is detached; deploy writes to ${wanted}, the branch that clusters read`
      : `this is branch ${branch}; clusters read ${wanted}, and deploy writes there alone`,
    `Go there: git switch ${wanted}`,
  );
}

async function remoteOf(git: Git, branch: string): Promise<string> {
  const remote = await git.remote(branch);
  if (remote) return remote.name;
  throw new UserError(
    'there is no remote to push to',
    'Add one: git remote add origin URL. To commit alone: resedge deploy --no-push',
  );
}

function unrelated(branch: string): UserError {
  return new UserError(
    `this repository and the remote's ${branch} have no commit in common`,
    'Clone the remote, and make the change there.',
  );
}

function messageOf({ message, allow }: DeployOptions): string {
  return allow === undefined ? message : `${message}\n\nAllow: ${allow}`;
}

/** Commits what the user changed in the folders of intent and what was generated, and nothing else. */
async function commitAll(
  git: Git,
  repository: Repository,
  foreign: ReadonlySet<string>,
  message: string,
): Promise<string> {
  const changed = await git.changes(fromGitRoot(repository, [...intentPaths, ...generatedFolders, attributesFile]));
  const ours = changed.map((change) => change.path).filter((path) => !foreign.has(path));
  if (ours.length > 0) return await git.commit(ours, message);
  const { commit } = await git.head();
  if (commit === undefined) throw new UserError('there is nothing to commit');
  return commit;
}
