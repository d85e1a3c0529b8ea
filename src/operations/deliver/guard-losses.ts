import type { Delivered } from '../../deliver/delivered.ts';
import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { someOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import type { Resolution } from '../../model/resolution.ts';
import { protectedLosing, tooManyLosing } from '../../plan/guards.ts';
import { clustersAfter, findLosses, type Loss, type Losses, protectedClusters, stillMeant } from '../../plan/losses.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { stateOfIntent } from './intent-state.ts';

/**
 * Stops if more clusters would lose a namespace or an application than the guard lets through, unless a reason is
 * given. `base` is the commit to compare with, `delivered` what it has if that was read already; without one nothing can be
 * lost. An intent is judged once: what clusters still have although the last one took it away only waits, and is not judged
 * again.
 */
export async function checkLosses(
  state: FleetState,
  base: string | undefined,
  { allow, delivered: known }: { readonly allow: string | undefined; readonly delivered?: Delivered | undefined },
): Promise<Losses> {
  const { git, prefix } = state.repository;
  if (base === undefined || !git) return { losses: [], losing: [], total: 0 };
  const after = await state.valid();
  const deliveries = deliveriesOf(git, prefix, after);
  const last = await deliveries.intent(base);
  const before = last === undefined ? undefined : (await (await stateOfIntent(state, last)).evaluated()).resolution;
  const delivered = await (known ?? deliveries.at(base)).clusters();
  const had = before ? stillMeant(delivered, clustersAfter(before)) : delivered;
  return judgeLosses(findLosses(had, clustersAfter(after)), [after, ...(before ? [before] : [])], allow);
}

/** Throws UserError if more would be lost than the guard lets through. `fleets`: who is protected in one of them is; the first says how much may be lost. */
export function judgeLosses(losses: Losses, fleets: readonly Resolution[], allow: string | undefined): Losses {
  const [fleet] = fleets;
  if (!fleet || losses.losing.length === 0 || allow !== undefined) return losses;
  const guarded = new Set(fleets.flatMap(protectedClusters));
  for (const { name, spec } of fleet.inventory.clusters)
    if (spec.formerNames.some((former) => guarded.has(former))) guarded.add(name);
  const stop =
    protectedLosing(losses.losing.filter((name) => guarded.has(name))) ??
    tooManyLosing(losses.losing.length, losses.total, fleet.inventory.fleet.spec.guards.maxClustersLosing);
  if (stop === undefined) return losses;
  throw new UserError(`${stop}: ${losses.losses.slice(0, 5).map(lossText).join('; ')}`, ifMeant);
}

/** How to get past a guard on purpose. */
export const ifMeant = 'If that is meant: resedge deploy --allow "REASON". The reason goes into the commit message.';

function lossText({ what, clusters }: Loss): string {
  return `${what} on ${clusters.length} (${someOf(clusters)})`;
}
