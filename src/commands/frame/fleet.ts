import type { ClusterSet } from '../../model/cluster-set.ts';
import { type ReadFleet, readFleet, selectClusters } from '../../state/read-fleet.ts';
import type { Context } from './context.ts';
import { withProgress } from './progress.ts';

/** Reads the fleet for a command that looks at it, and says so where a part of it cannot be read. */
export async function openFleet(context: Context): Promise<ReadFleet> {
  const { host, repo, note } = context;
  const fleet = await withProgress(context, (progress) => readFleet(host, repo, progress));
  if (fleet.errors > 0) {
    note(
      fleet.errors === 1
        ? 'The inventory has an error; what it stands in is missing here. See: resedge validate'
        : `The inventory has ${fleet.errors} errors; what they stand in is missing here. See: resedge validate`,
    );
  }
  return fleet;
}

/** The clusters of an expression that was typed; warnings go to standard error. */
export function selected({ note }: Context, { resolution }: ReadFleet, expression: string): ClusterSet {
  const { clusters, warnings } = selectClusters(resolution, expression);
  for (const warning of warnings) note(warning);
  return clusters;
}
