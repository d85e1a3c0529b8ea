import { UserError } from '../../model/errors.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { ifMeant } from './guard-losses.ts';
import { findRefused, type Judged } from './immutable/find-refused.ts';
import { refusedTexts } from './immutable/refused-text.ts';

/** So many are named. */
const most = 5;

/**
 * Stops if clusters would refuse a change of something that may not be changed (RE412), unless a reason is given. An intent
 * is judged once, over all clusters that it will ever reach.
 */
export async function checkImmutable(state: FleetState, judged: Judged, allow: string | undefined): Promise<void> {
  if (allow !== undefined) return;
  const stops = await immutableStops(state, judged);
  if (stops.length > 0) throw new UserError(stops.slice(0, most).join('; '), ifMeant);
}

/** A sentence for each change that clusters would refuse. */
export async function immutableStops(state: FleetState, judged: Judged): Promise<string[]> {
  return refusedTexts(await findRefused(state, judged), state);
}
