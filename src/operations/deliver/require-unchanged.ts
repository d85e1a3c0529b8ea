import { UserError } from '../../model/errors.ts';
import type { Head } from '../../ports/git.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf } from '../../state/repository.ts';

/**
 * What is committed is what was validated, before somebody was asked: stops if files were saved, or something was
 * committed, since. `head` is where HEAD was then, `cure` what to do now.
 */
export async function requireUnchanged(state: FleetState, head: Head, cure: string): Promise<void> {
  const now = await gitOf(state.repository).head();
  if ((await state.isCurrent()) && now.branch === head.branch && now.commit === head.commit) return;
  throw new UserError('files were changed in the meantime', `Nothing was done: ${cure}.`);
}
