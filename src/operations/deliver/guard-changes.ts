import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { UserError } from '../../model/errors.ts';
import { tooManyChanged } from '../../plan/guards.ts';
import type { Git } from '../../ports/git.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { planBetween } from '../plan/plan-change.ts';
import { ifMeant } from './guard-losses.ts';
import { stateOfIntent } from './intent-state.ts';

/**
 * Stops if more clusters would change than `spec.guards.maxClustersChanged` lets through, unless a reason is given.
 * `base` is the commit to compare with, `after` what would be deployed; without that guard nothing is compared.
 */
export async function checkChanges(
  after: FleetState,
  base: string | undefined,
  allow: string | undefined,
): Promise<void> {
  const { inventory } = await after.valid();
  const guard = inventory.fleet.spec.guards.maxClustersChanged;
  const { git } = after.repository;
  if (guard === undefined || allow !== undefined || base === undefined || !git) return;
  const before = await lastDeployed(git, after, base);
  if (!before) return;
  const { affected, added, delivered } = await planBetween(before, after);
  const stop = tooManyChanged(affected.minus(added).count(), delivered, guard);
  if (stop === undefined) return;
  throw new UserError(stop, `See what changes: resedge plan. ${ifMeant}`);
}

/** The intent that was delivered up to a commit; undefined if nothing was. */
async function lastDeployed(git: Git, after: FleetState, base: string): Promise<FleetState | undefined> {
  const commit = await deliveriesOf(git, after.repository.prefix, await after.valid()).intent(base);
  return commit === undefined ? undefined : stateOfIntent(after, commit);
}
