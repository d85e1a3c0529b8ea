import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import type { Git } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { sameEntries } from '../../state/listing.ts';
import type { Circumstances } from './generate.ts';

/** What decides about output that is made here: what was delivered as far as is known here, and the clock. */
export async function circumstancesHere(host: Host, state: FleetState): Promise<Circumstances> {
  const now = host.clock.now().getTime();
  const { git, prefix } = state.repository;
  if (!git) return { now, delivered: undefined };
  const newest = await deliveriesOf(git, prefix, await state.resolution()).newest();
  return { now, ...(await deliveredTo(git, state, newest?.commit)) };
}

/** What was delivered at a commit, and whether a state is of another intent. */
export async function deliveredTo(
  git: Git,
  state: FleetState,
  commit: string | undefined,
): Promise<Pick<Circumstances, 'delivered' | 'isNewIntent'>> {
  if (commit === undefined) return { delivered: undefined, isNewIntent: true };
  const deliveries = deliveriesOf(git, state.repository.prefix, await state.resolution());
  const { entries } = await state.at(commit);
  return { delivered: deliveries.at(commit), isNewIntent: !sameEntries(entries, state.entries) };
}
