import { unshallow } from '../../deliver/whole-history.ts';
import { UserError } from '../../model/errors.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf } from '../../state/repository.ts';

/** A fleet at the commit of intent that was delivered. UserError if that is not here, as in a shallow clone. */
export async function stateOfIntent(fleet: FleetState, intent: string): Promise<FleetState> {
  if ((await gitOf(fleet.repository).resolve(intent)) !== undefined) return fleet.at(intent);
  throw new UserError(
    `the commit that was deployed last, ${intent.slice(0, 10)}, is not here`,
    `Fetch more: ${unshallow}`,
  );
}
