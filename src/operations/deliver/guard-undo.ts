import { UserError } from '../../model/errors.ts';
import type { LineUp } from '../../model/line-up.ts';
import type { Resolution } from '../../model/resolution.ts';
import { tooManyChanged } from '../../plan/guards.ts';
import { findLosses } from '../../plan/losses.ts';
import type { Outcome } from '../../schedule/decision.ts';
import { ifMeant, judgeLosses } from './guard-losses.ts';
import { unitsIn } from './leaving.ts';
import { countMoves, type DecidedCluster } from './outcome/decide-output.ts';
import { once } from './outcome/once.ts';

/**
 * An undo passes the same guards as a deploy, over what it really does: who is held, or has nothing to get back, loses
 * nothing. Throws UserError if more clusters would lose something, or change, than may without a reason.
 */
export function judgeUndo(
  resolution: Resolution,
  decisions: readonly DecidedCluster[],
  allow: string | undefined,
): void {
  const unitsOf = once(({ sets }: LineUp) => unitsIn(sets.values()));
  const unitsAfter = once(({ sets }: Outcome) => unitsIn(Array.from(sets.values(), ({ set }) => set)));
  const had = new Map(
    decisions.flatMap(({ name, delivered }) => (delivered ? [[name, { units: unitsOf(delivered) }] as const] : [])),
  );
  const after = decisions.flatMap(({ name, decision: { outcome } }) =>
    outcome ? [{ name, formerNames: [], units: unitsAfter(outcome) }] : [],
  );
  judgeLosses(findLosses(had, after), [resolution], allow);
  const { moved } = countMoves(decisions);
  const stop = tooManyChanged(moved, had.size, resolution.inventory.fleet.spec.guards.maxClustersChanged);
  if (stop !== undefined && allow === undefined) throw new UserError(stop, ifMeant);
}
