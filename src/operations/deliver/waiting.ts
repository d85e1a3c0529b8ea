import type { Waiting } from '../../model/waiting.ts';
import type { Host } from '../../ports/host.ts';
import { gatherWaits } from '../../schedule/waiting.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { planSince, type WorkTreePlan } from '../plan/plan-change.ts';
import { circumstancesHere } from './circumstances.ts';
import { decisionsOf } from './generate.ts';

/** What would wait if a state were deployed now, as far as it is known here what clusters have. */
export async function waitingIn(host: Host, state: FleetState): Promise<Waiting[]> {
  const circumstances = await circumstancesHere(host, state);
  return gatherWaits(await decisionsOf(state, circumstances), circumstances.now);
}

/** A plan of what is in the work tree, with what would wait. */
export interface PlanWithWaits extends WorkTreePlan {
  readonly waiting: readonly Waiting[];
}

/** Compares a state with the commit that a branch began at, and says what would wait if it were deployed now. */
export async function planWithWaits(host: Host, state: FleetState, ref: string | undefined): Promise<PlanWithWaits> {
  return { ...(await planSince(state, ref)), waiting: await waitingIn(host, state) };
}
