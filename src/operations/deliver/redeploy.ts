import { withRecord } from '../../model/deploy-record.ts';
import { UserError } from '../../model/errors.ts';
import type { Git } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf } from '../../state/repository.ts';
import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import type { DeployPlan, DeployResult } from './deployment.ts';
import { type PlannedRedeploy, planRedeploy, type RedeployPlanning } from './plan-redeploy.ts';
import { mostAttempts, othersAreFaster, stepBack } from './push-commits.ts';
import { branchMissing, lookAtRemote, type RemoteBranch } from './remote-branch.ts';

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
    agree: async (planned) => !isWork(planned) || options.confirm(planOf(planned)),
    recheck: ({ tip, branch }) => requireTip(gitOf(copy.repository), branch, tip),
    write: (planned) => (isWork(planned) ? write(copy.host, planned, options) : unchanged(planned)),
  });
  return written;
}

async function plan(copy: WorkingCopy, options: RedeployOptions): Promise<Planned> {
  const git = gitOf(copy.repository);
  const here = await copy.open({ at: 'HEAD' });
  const branch = (await here.resolution()).inventory.fleet.spec.git.branch;
  const remote = await git.remote(branch);
  const look = remote && (await lookAtRemote(git, { remote, branch, offline: !options.push }));
  if (look?.missing !== undefined) throw branchMissing(look.missing);
  const tip = look ? look.tip : await git.resolve(`refs/heads/${branch}`);
  if (tip === undefined)
    throw new UserError('nothing was deployed yet', 'The first time: resedge deploy -m "First deploy"');
  return { ...(await planRedeploy(copy.host, here, tip, options)), here, branch, look };
}

function isWork({ undo, changes, isSaying }: PlannedRedeploy): boolean {
  return undo === undefined && (isSaying || changes.length > 0);
}

function planOf({ branch, generate, effects, moves }: Planned): DeployPlan {
  return { branch, generate, effects, ...moves, isIdle: false, intent: [], missing: undefined, notes: [] };
}

function unchanged({ tip, branch, moves, generate, undo }: Planned): DeployResult {
  return { commit: tip, branch, pushed: false, attempts: 0, generate, ...moves, undo };
}

async function requireTip(git: Git, branch: string, tip: string): Promise<void> {
  const remote = await git.remote(branch);
  const now = remote ? await git.remoteTip(remote.name, branch) : await git.resolve(`refs/heads/${branch}`);
  if (now !== tip) throw new UserError('others deployed in the meantime', 'Nothing was done: do it again.');
}

async function write(host: Host, first: Planned, options: RedeployOptions): Promise<DeployResult> {
  const { here, branch, look } = first;
  const git = gitOf(here.repository);
  const head = await git.head();
  let planned: PlannedRedeploy = first;
  let begun = host.clock.now().getTime();
  for (let attempts = 1; attempts <= mostAttempts; attempts++) {
    if (!isWork(planned)) return { ...unchanged({ ...first, ...planned }), attempts };
    const { tip, changes, record, moves, generate } = planned;
    const commit = await git.writeCommit({ parent: tip, changes, message: withRecord(options.message, record) });
    const result = { commit, branch, attempts, generate, ...moves };
    if (!look || !options.push) {
      await follow(git, head, tip, commit);
      return { ...result, pushed: false };
    }
    const pushed = await git.push(look.remote.name, commit, branch, { tip });
    if (pushed.outcome === 'pushed') {
      await follow(git, head, tip, commit);
      return { ...result, pushed: true };
    }
    if (pushed.outcome === 'refused')
      throw new UserError(`the remote refused the push: ${pushed.message}`, 'Nothing was changed, here or there.');
    await stepBack(host, begun, attempts);
    begun = host.clock.now().getTime();
    const onto = await git.fetch(look.remote.name, branch);
    if (onto === undefined) throw branchMissing(`${look.remote.name} has no branch ${branch} any more`);
    planned = await planRedeploy(host, here, onto, options);
  }
  throw othersAreFaster();
}

/** The work tree follows where it was at what the commit goes on top of; who is elsewhere pulls when they like. */
async function follow(git: Git, head: Awaited<ReturnType<Git['head']>>, tip: string, commit: string): Promise<void> {
  if (head.commit === tip && (await git.changes([''])).length === 0) await git.moveTo(commit);
}
