import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { someOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import { protectedLosing, tooManyLosing } from '../../plan/guards.ts';
import { findLosses, type Loss, type Losses, protectedClusters } from '../../plan/losses.ts';
import type { FleetState } from '../../state/fleet-state.ts';

/**
 * Stops if more clusters would lose a namespace or an application than the guard lets through, unless a reason is
 * given. `base` is the commit to compare with; without one nothing can be lost.
 */
export async function checkLosses(
  state: FleetState,
  base: string | undefined,
  allow: string | undefined,
): Promise<Losses> {
  const { git, prefix } = state.repository;
  if (base === undefined || !git) return { losses: [], losing: [], total: 0 };
  const after = await state.valid();
  const losses = findLosses(await deliveriesOf(git, prefix, after).at(base).clusters(), after);
  if (losses.losing.length === 0 || allow !== undefined) return losses;
  const before = (await (await state.at(base)).evaluated()).resolution;
  const guarded = new Set([...protectedClusters(after), ...(before ? protectedClusters(before) : [])]);
  for (const { name, spec } of after.inventory.clusters)
    if (spec.formerNames.some((former) => guarded.has(former))) guarded.add(name);
  const stop =
    protectedLosing(losses.losing.filter((name) => guarded.has(name))) ??
    tooManyLosing(losses.losing.length, losses.total, after.inventory.fleet.spec.guards.maxClustersLosing);
  if (stop === undefined) return losses;
  throw new UserError(`${stop}: ${losses.losses.slice(0, 5).map(lossText).join('; ')}`, ifMeant);
}

/** How to get past a guard on purpose. */
export const ifMeant = 'If that is meant: resedge deploy --allow "REASON". The reason goes into the commit message.';

function lossText({ what, clusters }: Loss): string {
  return `${what} on ${clusters.length} (${someOf(clusters)})`;
}
