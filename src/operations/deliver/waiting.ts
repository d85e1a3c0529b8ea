import type { Waiting } from '../../model/waiting.ts';
import type { Host } from '../../ports/host.ts';
import { gatherWaits } from '../../schedule/waiting.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { planSince, type WorkTreePlan } from '../plan/plan-change.ts';
import { circumstancesHere } from './circumstances.ts';
import { decisionsOf } from './generate.ts';
import { immutableStops } from './guard-immutable.ts';
import { untoldStop } from './guard-untold.ts';

/** A plan of what is in the work tree, with what would wait. */
export interface PlanWithWaits extends WorkTreePlan {
  readonly waiting: readonly Waiting[];
}

/**
 * Compares a state with the commit that a branch began at, and says what would wait if it were deployed now, and what would
 * stop that.
 */
export async function planWithWaits(host: Host, state: FleetState, ref: string | undefined): Promise<PlanWithWaits> {
  const { plan, ...compared } = await planSince(state, ref);
  const circumstances = await circumstancesHere(host, state);
  const decisions = await decisionsOf(state, circumstances);
  const waiting = gatherWaits(decisions, circumstances.now);
  const untold = await untoldStop(circumstances.delivered);
  const refused = await immutableStops(state, { circumstances, decisions });
  const stops = [...(untold === undefined ? [] : [untold]), ...refused, ...plan.stops];
  return { ...compared, plan: { ...plan, stops }, waiting };
}
