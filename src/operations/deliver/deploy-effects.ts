import type { Resolution } from '../../model/resolution.ts';
import { planMoves } from '../../plan/plan-moves.ts';
import { gatherWaits } from '../../schedule/waiting.ts';
import type { DeployEffects } from './deployment.ts';
import { leavingOf } from './leaving.ts';
import type { DecidedCluster } from './outcome/decide-output.ts';
import { movesOf } from './outcome/moves.ts';

/** What was decided, as people are told: what clusters get now, what leaves them, and what waits. `now`: as it was decided. */
export function deployEffects(
  decisions: readonly DecidedCluster[],
  resolution: Resolution,
  now: number,
): DeployEffects {
  return {
    moves: planMoves(movesOf(decisions), resolution),
    leaving: leavingOf(decisions, resolution.inventory),
    waits: gatherWaits(decisions, now),
  };
}
