import type { Resolution } from '../model/resolution.ts';
import type { Git } from '../ports/git.ts';
import type { Deliveries } from './delivered.ts';
import { gitDeliveries } from './git-deliveries.ts';

/**
 * What the clusters of a fleet have, told from commits that they read, since there is no registry yet. `prefix`: the way
 * from the root of the repository to the fleet root, empty or with a slash at the end.
 */
export function deliveriesOf(git: Git, prefix: string, { engine }: Pick<Resolution, 'engine'>): Deliveries {
  return gitDeliveries({ git, prefix, readBack: engine.readBack(prefix) });
}
