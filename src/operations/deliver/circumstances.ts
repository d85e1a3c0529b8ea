import type { Deploy } from '../../deliver/delivered.ts';
import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { decisionTime } from '../../model/deploy-record.ts';
import type { Git } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { sameEntries } from '../../state/listing.ts';
import type { Circumstances } from './generate.ts';

/** What decides about output that is made here: what was delivered as far as is known here, and the clock. */
export async function circumstancesHere(host: Host, state: FleetState): Promise<Circumstances> {
  const now = decisionTime(host.clock);
  const { git } = state.repository;
  if (!git) return { now, delivered: undefined };
  return { now, ...(await deliveredTo(git, state, await newestCommit(git, state))) };
}

/**
 * What decided about output that is there, to see whether it follows from a state: the time is that of the last deploy,
 * since a window that opened meanwhile makes no file stale.
 */
export async function circumstancesThen(host: Host, state: FleetState): Promise<Circumstances> {
  const here = await circumstancesHere(host, state);
  const { git } = state.repository;
  const last = git && (await lastDeploy(git, state, await newestCommit(git, state)));
  return { ...here, now: last?.time ?? here.now };
}

/** What was delivered up to a commit, and whether a state is of another intent than that. */
export async function deliveredTo(
  git: Git,
  state: FleetState,
  commit: string | undefined,
): Promise<Pick<Circumstances, 'delivered' | 'isNewIntent'>> {
  if (commit === undefined) return { delivered: undefined, isNewIntent: true };
  const deliveries = deliveriesOf(git, state.repository.prefix, await state.resolution());
  const intent = await deliveries.intent(commit);
  if (intent === undefined) return { delivered: deliveries.at(commit), isNewIntent: true };
  const { entries } = await state.at(intent);
  return { delivered: deliveries.at(commit), isNewIntent: !sameEntries(entries, state.entries) };
}

/** The last deploy up to a commit, by those who say of themselves that they are one. */
export async function lastDeploy(git: Git, state: FleetState, commit: string | undefined): Promise<Deploy | undefined> {
  if (commit === undefined) return undefined;
  const deliveries = deliveriesOf(git, state.repository.prefix, await state.resolution());
  for await (const deploy of deliveries.deploys(commit)) return deploy;
  return undefined;
}

async function newestCommit(git: Git, state: FleetState): Promise<string | undefined> {
  return (await deliveriesOf(git, state.repository.prefix, await state.resolution()).newest())?.commit;
}
