import semver from 'semver';
import { newestDelivery } from '../../deliver/branch-tip.ts';
import type { Deliveries, Deploy } from '../../deliver/delivered.ts';
import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { unshallow } from '../../deliver/whole-history.ts';
import { type DeployRecord, decisionTime } from '../../model/deploy-record.ts';
import { UserError } from '../../model/errors.ts';
import { clusterNames } from '../../model/inventory.ts';
import type { Git } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { sameEntries } from '../../state/listing.ts';
import { gitOf } from '../../state/repository.ts';
import { selectClusters } from '../../state/select-clusters.ts';
import { programVersion } from '../../version.ts';
import type { AtOnce, DeployOptions } from './deployment.ts';
import type { Circumstances } from './generate.ts';

/** What decides about output that is made here: what was delivered as far as is known here, and the clock. */
export async function circumstancesHere(host: Host, state: FleetState): Promise<Circumstances> {
  const now = decisionTime(host.clock);
  const { git } = state.repository;
  if (!git) return { now, delivered: undefined };
  return { now, ...(await lookAt(git, state, await newestCommit(git, state))).circumstances };
}

/**
 * What decided about output that is there, to see whether it follows from a state: the time is that of the last deploy,
 * since a window that opened meanwhile makes no file stale.
 */
export async function circumstancesThen(host: Host, state: FleetState): Promise<Circumstances> {
  const now = decisionTime(host.clock);
  const { git } = state.repository;
  if (!git) return { now, delivered: undefined };
  const { last, circumstances } = await lookAt(git, state, await newestCommit(git, state));
  return { now: last?.time ?? now, ...circumstances };
}

/**
 * What decides about a deploy on top of a commit: what clusters have there, the clock, and whom windows do not hold back.
 * Throws UserError if the last deploy was by a later version: that knew better.
 */
export async function circumstancesOn(
  host: Host,
  state: FleetState,
  commit: string | undefined,
  atOnce: AtOnce | undefined,
): Promise<Circumstances> {
  const git = gitOf(state.repository);
  const { last, circumstances } = await lookAt(git, state, commit);
  if (last) requireNoLater(last.version);
  else if (commit !== undefined) await requireHistory(await deliveriesFor(git, state), commit);
  return {
    now: decisionTime(host.clock),
    ...circumstances,
    ...(atOnce && { isAtOnce: await isSelected(state, atOnce.selector) }),
  };
}

/** What a deploy says of itself. */
export function recordOf(
  { now: time, undo }: Circumstances,
  { allow, atOnce }: Pick<DeployOptions, 'allow' | 'atOnce'>,
): DeployRecord {
  return { time, version: programVersion(), allow, now: atOnce?.reason, undo };
}

/**
 * Throws UserError if something was delivered, and the history that is here does not go back to the last deploy: whether
 * an undo is in force, or by which version it was, is not guessed.
 */
async function requireHistory(deliveries: Deliveries, commit: string): Promise<void> {
  if ((await deliveries.intent(commit)) === undefined || !(await deliveries.isCut(commit))) return;
  throw new UserError('the history that is here does not go back to the last deploy', `Fetch more: ${unshallow}`);
}

function requireNoLater(version: string): void {
  const own = programVersion();
  if (semver.valid(version) === null || semver.lte(version, own)) return;
  throw new UserError(
    `the last deploy was made by resedge ${version}, and this is ${own}, which may undo what that knew better`,
    `Get that version or a later one: npm install --global resedge@${version}`,
  );
}

async function isSelected(state: FleetState, selector: string | undefined): Promise<(cluster: string) => boolean> {
  if (selector === undefined) return () => true;
  const resolution = await state.valid();
  const { clusters } = selectClusters(resolution, selector);
  const names = new Set(clusterNames(resolution.inventory, clusters));
  return (cluster) => names.has(cluster);
}

/** What is known of a commit: its last deploy, and what that and the output there decide. */
interface Looked {
  readonly last: Deploy | undefined;
  readonly circumstances: Pick<Circumstances, 'delivered' | 'isNewIntent' | 'intent' | 'undo'>;
}

/** What was delivered up to a commit, whether a state is of another intent than that, and which undo is in force. */
async function lookAt(git: Git, state: FleetState, commit: string | undefined): Promise<Looked> {
  if (commit === undefined) return { last: undefined, circumstances: { delivered: undefined, isNewIntent: true } };
  const deliveries = await deliveriesFor(git, state);
  const last = await lastDeploy(deliveries, commit);
  const intent = await deliveries.intent(commit);
  const here = intent !== undefined && (await git.resolve(intent)) !== undefined ? intent : undefined;
  const isNewIntent = here === undefined || !sameEntries((await state.at(here)).entries, state.entries);
  return { last, circumstances: { delivered: deliveries.at(commit), isNewIntent, intent: here, undo: last?.undo } };
}

/** The last deploy up to a commit, by those who say of themselves that they are one. */
async function lastDeploy(deliveries: Deliveries, commit: string): Promise<Deploy | undefined> {
  for await (const deploy of deliveries.deploys(commit)) return deploy;
  return undefined;
}

async function newestCommit(git: Git, state: FleetState): Promise<string | undefined> {
  const { inventory } = await state.resolution();
  return (await newestDelivery(git, inventory.fleet))?.commit;
}

async function deliveriesFor(git: Git, state: FleetState): Promise<Deliveries> {
  return deliveriesOf(git, state.repository.prefix, await state.resolution());
}
