import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { someOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import { allowedLosses, findLosses, type Loss, type Losses, protectedClusters } from '../../plan/losses.ts';
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
  const allowed = allowedLosses(after.inventory.fleet.spec.guards.maxClustersLosing, losses.total);
  const problem = problemOf(losses, guarded, allowed);
  if (problem === undefined) return losses;
  throw new UserError(
    `${problem}: ${losses.losses.slice(0, 5).map(describe).join('; ')}`,
    'If that is meant: resedge deploy --allow "REASON". The reason goes into the commit message.',
  );
}

function problemOf({ losing, total }: Losses, guarded: ReadonlySet<string>, allowed: number): string | undefined {
  const loss = 'would lose a namespace or an application';
  const hit = losing.filter((name) => guarded.has(name));
  if (hit.length > 0) return `${someOf(hit)}, which spec.guards.protected names, ${loss}`;
  return losing.length > allowed ? `${losing.length} of ${total} clusters ${loss}; ${allowed} may` : undefined;
}

function describe({ what, clusters }: Loss): string {
  return `${what} on ${clusters.length} (${someOf(clusters)})`;
}
