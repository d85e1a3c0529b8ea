import { branchTip } from '../../deliver/branch-tip.ts';
import type { Deliveries, NewestDelivery, PastDelivery } from '../../deliver/delivered.ts';
import { branchOfClusters, type FleetBranch } from '../../deliver/fleet-branch.ts';
import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { unshallow } from '../../deliver/whole-history.ts';
import { at } from '../../model/at.ts';
import { ClusterSet } from '../../model/cluster-set.ts';
import { UserError } from '../../model/errors.ts';
import type { Git } from '../../ports/git.ts';
import type { Arrival, UnknownHistory } from '../../resolve/arrival.ts';
import type { RolloutStage } from '../../resolve/rollout-stage.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { type HoldersAt, holdersOf } from './holders.ts';

/** Tells what is delivered of an overlay to the ring that it has come to. */
export type FindArrival = (stage: RolloutStage) => Promise<Arrival>;

/** Looks up what was delivered, as far as the history of what clusters read is here. */
export async function openArrivals(state: FleetState): Promise<FindArrival> {
  const { git, prefix } = state.repository;
  if (!git) return async (stage) => nothing(stage);
  const resolution = await state.resolution();
  const deliveries = deliveriesOf(git, prefix, resolution);
  const newest = await newestOrUnknown(git, branchOfClusters(resolution.inventory.fleet));
  if (!newest || 'hint' in newest) return async (stage) => nothing(stage, newest);
  const past = await deliveries.past(newest.commit);
  return async (stage) => {
    const holders = await holdersOf(state, { git, deliveries }, stage);
    const [last] = past;
    const has = last && (await holders(last.commit));
    if (!has || has.isEmpty()) return nothing(stage);
    const { since, oldest } = await sinceWhen(past, has, holders);
    return { has, since, unknown: oldest === undefined ? undefined : await cutAt(deliveries, stage, oldest) };
  };
}

/**
 * When the last of some clusters got what they have: goes back to the delivery before which one did not. `oldest`: there is
 * none such, and this is where the history ends.
 */
async function sinceWhen(
  past: readonly PastDelivery[],
  has: ClusterSet,
  holders: HoldersAt,
): Promise<{ readonly since: number; readonly oldest?: string }> {
  let later = at(past, 0);
  for (const delivery of past.slice(1)) {
    const had = await holders(delivery.commit);
    if (!has.minus(had).isEmpty()) return { since: later.time };
    later = delivery;
  }
  return { since: later.time, oldest: later.commit };
}

function nothing({ inFront }: RolloutStage, unknown?: UnknownHistory): Arrival {
  return { has: ClusterSet.none(inFront.size), since: undefined, unknown };
}

async function newestOrUnknown(git: Git, branch: FleetBranch): Promise<NewestDelivery | UnknownHistory | undefined> {
  try {
    return await branchTip(git, branch);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { message: error.message, hint: error.hint ?? '' };
  }
}

async function cutAt(
  deliveries: Deliveries,
  { ring }: RolloutStage,
  commit: string,
): Promise<UnknownHistory | undefined> {
  if (!(await deliveries.isCut(commit))) return undefined;
  return {
    message: `since when ${ring} has it is not known: the history here does not go back so far`,
    hint: `Fetch the rest: ${unshallow}`,
  };
}
