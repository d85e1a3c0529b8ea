import { UserError } from '../model/errors.ts';
import type { Resolution } from '../model/resolution.ts';
import { allowedLosses, findLosses, type Loss, type Losses } from '../plan/losses.ts';
import type { Host } from '../ports/host.ts';
import { loadFleet } from './load-fleet.ts';
import type { Repository } from './repository.ts';
import { commitTree } from './source-tree.ts';

/**
 * Stops where more clusters would lose a namespace or an application than the guard lets through, unless a reason is
 * given. `base` is the commit to compare with; where there is none, or no valid fleet in it, nothing can be lost.
 */
export async function checkLosses(
  host: Host,
  repository: Repository,
  base: string | undefined,
  after: Resolution,
  allow: string | undefined,
): Promise<Losses> {
  const none: Losses = { losses: [], clusters: 0, total: 0 };
  if (base === undefined || !repository.git) return none;
  const before = (await loadFleet(host, repository, commitTree(repository.git, repository.prefix, base))).resolution;
  if (!before) return none;
  const losses = findLosses(before, after);
  const allowed = allowedLosses(after.inventory.fleet.object.spec.guards?.maxClustersLosing, losses.total);
  if (losses.clusters <= allowed || allow !== undefined) return losses;
  throw new UserError(
    `${losses.clusters} of ${losses.total} clusters would lose a namespace or an application; ${allowed} may: ${losses.losses.slice(0, 5).map(describe).join('; ')}`,
    'If that is meant: resedge deploy --allow "REASON". The reason goes into the commit message.',
  );
}

function describe({ what, clusters }: Loss): string {
  return `${what} on ${clusters.length} (${clusters.slice(0, 3).join(', ')}${clusters.length > 3 ? ', …' : ''})`;
}
