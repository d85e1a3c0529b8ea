import { branchRead, hasOwnBranch } from '../../model/delivery.ts';
import { withRecord } from '../../model/deploy-record.ts';
import { UserError } from '../../model/errors.ts';
import type { Git, Head } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf } from '../../state/repository.ts';
import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import type { DeployPlan, DeployResult } from './deployment.ts';
import { findFormerPlace, namedPlace } from './former-place.ts';
import { notThereYet } from './moving.ts';
import { type PlannedRedeploy, planRedeploy, type RedeployPlanning } from './plan-redeploy.ts';
import { pushDecided } from './push-decided.ts';
import { branchMissing, lookAtRemote, type RemoteBranch, requirePush } from './remote-branch.ts';

export interface RedeployOptions extends RedeployPlanning {
  /** Why, for the commit. */
  readonly message: string;
  /** Commit, but do not push. */
  readonly push: boolean;
  readonly asks: boolean;
  /** Called before anything is written; false stops. Not called if there is nothing to do. */
  confirm(plan: DeployPlan): Promise<boolean>;
}

interface Planned extends PlannedRedeploy {
  readonly here: FleetState;
  readonly branch: string;
  readonly look: RemoteBranch | undefined;
}

/**
 * Delivers the intent of the last deploy anew: what waits and may move, what clusters had before, or what they should have
 * once that is over. It is made in the object database from what the remote has, so neither the work tree counts nor what
 * was merged since. Returns undefined if the user said no.
 */
export async function redeploy(copy: WorkingCopy, options: RedeployOptions): Promise<DeployResult | undefined> {
  const { written } = await transact(copy, {
    what: 'deploy',
    asks: options.asks,
    plan: () => plan(copy, options),
    agree: async (planned) => !planned.isWork || options.confirm(planOf(planned)),
    recheck: (planned) => requireTip(gitOf(copy.repository), planned),
    write: (planned) => (planned.isWork ? write(copy.host, planned, options) : unchanged(planned)),
  });
  return written;
}

async function plan(copy: WorkingCopy, options: RedeployOptions): Promise<Planned> {
  const git = gitOf(copy.repository);
  const here = await copy.open({ at: 'HEAD' });
  const { fleet } = (await here.resolution()).inventory;
  const branch = branchRead(fleet);
  const remote = await git.remote(fleet.spec.git.branch);
  if (hasOwnBranch(fleet)) requirePush(branch, options.push);
  const look = remote && (await lookAtRemote(git, { remote, branch, offline: !options.push }));
  await requireThere(here, look, !options.push);
  if (look?.missing !== undefined) throw branchMissing(look.missing);
  const tip = look ? look.tip : await git.resolve(`refs/heads/${branch}`);
  if (tip === undefined)
    throw new UserError('nothing was deployed yet', 'The first time: resedge deploy -m "First deploy"');
  // The intent of the last deploy is on the branch that people work on.
  if (remote && hasOwnBranch(fleet)) await git.fetch(remote.name, fleet.spec.git.branch);
  return { ...(await planRedeploy(copy.host, here, tip, options)), here, branch, look };
}

/** What clusters have is where the fleet says that they read. */
async function requireThere(here: FleetState, clusters: RemoteBranch | undefined, offline: boolean): Promise<void> {
  const { commit: head } = await gitOf(here.repository).head();
  const former = await findFormerPlace(here, { head, clusters, offline });
  if (former) throw notThereYet({ from: former, to: await namedPlace(here) });
}

function planOf({ branch, generate, effects, moves }: Planned): DeployPlan {
  return {
    branch,
    generate,
    effects,
    ...moves,
    isIdle: false,
    intent: [],
    missing: undefined,
    moving: undefined,
    notes: [],
  };
}

function unchanged({ tip, branch, moves, generate, undo }: Planned): DeployResult {
  return { commit: tip, branch, pushed: false, attempts: 0, generate, ...moves, undo };
}

async function requireTip(git: Git, { branch, tip, look }: Planned): Promise<void> {
  const now = look ? await git.remoteTip(look.remote.name, branch) : await git.resolve(`refs/heads/${branch}`);
  if (now !== tip) throw new UserError('others deployed in the meantime', 'Nothing was done: do it again.');
}

async function write(host: Host, planned: Planned, options: RedeployOptions): Promise<DeployResult> {
  const { here, branch, look, tip } = planned;
  const git = gitOf(here.repository);
  const head = await git.head();
  if (!look || !options.push) {
    const { changes, record } = planned;
    const commit = await git.writeCommit({ parent: tip, changes, message: withRecord(options.message, record) });
    await follow(host, git, { head, tip, commit });
    return { ...unchanged(planned), commit };
  }
  const { decided, commit, attempts } = await pushDecided<PlannedRedeploy>(host, git, planned, {
    remote: look.remote.name,
    branch,
    message: options.message,
    refused: 'Nothing was changed, here or there.',
    decide: (onto) => planRedeploy(host, here, onto, options),
  });
  const { moves, generate } = decided;
  if (commit === undefined) return { ...unchanged({ ...planned, ...decided }), attempts };
  await follow(host, git, { head, tip: decided.tip, commit });
  return { commit, branch, pushed: true, attempts, generate, ...moves };
}

interface Move {
  readonly head: Head;
  readonly tip: string;
  readonly commit: string;
}

/** The work tree follows where it was at what the commit goes on top of; who is elsewhere pulls when they like. */
async function follow({ signals }: Host, git: Git, { head, tip, commit }: Move): Promise<void> {
  if (head.commit !== tip || (await git.changes([''])).length > 0) return;
  await signals.defer(() => git.moveTo(commit));
}
