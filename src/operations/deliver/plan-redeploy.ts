import type { Delivered, Deliveries } from '../../deliver/delivered.ts';
import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import type { DeployRecord, Undo } from '../../model/deploy-record.ts';
import { UserError } from '../../model/errors.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf } from '../../state/repository.ts';
import { circumstancesOn, recordOf } from './circumstances.ts';
import type { AtOnce } from './deployment.ts';
import type { Circumstances } from './generate.ts';
import { checkImmutable } from './guard-immutable.ts';
import { judgeUndo } from './guard-undo.ts';
import { checkUntold } from './guard-untold.ts';
import { stateOfIntent } from './intent-state.ts';
import { type PlannedOnto, planOnto } from './plan-onto.ts';
import type { Decided } from './push-decided.ts';

/** What is done with the intent of the last deploy, whatever was merged since. */
export type Redeployment =
  /** What waits moves, as far as it may. */
  | { readonly what: 'waiting' }
  /** Clusters get back what they had at a commit. */
  | { readonly what: 'undo'; readonly to: string; readonly reason: string }
  /** The undo that is in force ends. */
  | { readonly what: 'resume' };

/** How it is done. */
export interface RedeployPlanning {
  readonly redeployment: Redeployment;
  readonly atOnce: AtOnce | undefined;
  readonly allow: string | undefined;
}

/** What a commit on top of the last one would bring. */
export interface PlannedRedeploy extends PlannedOnto, Decided {
  readonly tip: string;
  readonly record: DeployRecord;
  /** The undo that keeps everything where it is; then there is nothing to do. */
  readonly undo: Undo | undefined;
}

/** Works out what clusters get of the intent that was deployed last up to a commit. `here`: any state of the fleet. */
export async function planRedeploy(
  host: Host,
  here: FleetState,
  tip: string,
  { redeployment, atOnce, allow }: RedeployPlanning,
): Promise<PlannedRedeploy> {
  const { repository } = here;
  const git = gitOf(repository);
  const deliveries = deliveriesOf(git, repository.prefix, await here.resolution());
  const intent = await requireIntent(deliveries, tip);
  const state = await stateOfIntent(here, intent);
  const before = await circumstancesOn(host, state, tip, atOnce);
  const undo = await undoAfter(redeployment, before, here);
  const circumstances = { ...before, ...(await changeOf(redeployment, before, undo, deliveries)) };
  const output = await planOnto(host, state, tip, circumstances);
  await checkUntold(circumstances.delivered, allow);
  if (circumstances.back) {
    judgeUndo(await state.valid(), output.decisions, allow);
    await checkImmutable(state, output, allow);
  }
  const inForce = redeployment.what === 'waiting' ? before.undo : undefined;
  // An undo and its end are said even where no file shows them.
  const isToSay = redeployment.what !== 'waiting' || output.changes.length > 0;
  return {
    ...output,
    tip,
    record: { ...recordOf(circumstances, { allow, atOnce }), source: intent, undo },
    undo: inForce,
    isWork: inForce === undefined && isToSay,
  };
}

/** The intent of the last deploy. */
async function requireIntent(deliveries: Deliveries, tip: string): Promise<string> {
  const intent = await deliveries.intent(tip);
  if (intent !== undefined) return intent;
  throw new UserError('nothing was deployed yet, so nothing waits', 'The first time: resedge deploy -m "First deploy"');
}

/** What decides otherwise than for a deploy. */
async function changeOf(
  redeployment: Redeployment,
  { undo }: Circumstances,
  after: Undo | undefined,
  deliveries: Deliveries,
): Promise<Partial<Circumstances>> {
  if (redeployment.what === 'waiting') return {};
  if (after) return { undo: undefined, back: await requireOutput(deliveries, after.commit) };
  if (undo) return { undo: undefined };
  throw new UserError(
    'no undo is in force, so there is nothing to resume',
    'What waits moves by: resedge deploy --waiting',
  );
}

async function requireOutput(deliveries: Deliveries, commit: string): Promise<Delivered> {
  const output = deliveries.at(commit);
  if ((await output.clusters()).size > 0) return output;
  throw new UserError(
    `at ${commit.slice(0, 10)} no cluster had anything that could be brought back`,
    'Name a deploy: git log --grep "^Time: " shows them',
  );
}

async function undoAfter(
  redeployment: Redeployment,
  { undo }: Circumstances,
  { repository }: FleetState,
): Promise<Undo | undefined> {
  if (redeployment.what === 'waiting') return undo;
  if (redeployment.what === 'resume') return undefined;
  const { to, reason } = redeployment;
  const commit = await gitOf(repository).resolve(to);
  if (commit === undefined)
    throw new UserError(`there is no commit ${to} here`, 'See which there are: git log. More of them: git fetch');
  return { commit, reason };
}
