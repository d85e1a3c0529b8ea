import type { Deliveries } from '../../deliver/delivered.ts';
import { clusterFolder, formerFolders, layoutOf } from '../../generate/layout.ts';
import { at } from '../../model/at.ts';
import { ClusterSet } from '../../model/cluster-set.ts';
import type { DeliveredCluster, DeliveredClusters, DeliveredLineUp } from '../../model/delivered.ts';
import type { Item } from '../../model/inventory.ts';
import type { Cluster } from '../../model/kinds.ts';
import type { Git } from '../../ports/git.ts';
import type { RolloutStage } from '../../resolve/rollout-stage.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { overlayComparer } from './own-files.ts';

/** The clusters of a ring that had an overlay, as it is written now, at a commit. */
export type HoldersAt = (commit: string) => Promise<ClusterSet>;

/** Finds them in what was delivered. */
export async function holdersOf(
  state: FleetState,
  { git, deliveries }: { readonly git: Git; readonly deliveries: Deliveries },
  { placement, overlay, inFront }: RolloutStage,
): Promise<HoldersAt> {
  const { fleet, clusters } = (await state.resolution()).inventory;
  const { prefix } = state.repository;
  const front = Array.from(inFront, (index) => ({ index, cluster: at(clusters, index) }));
  const clustersAt = deliveries.clustersIn(
    front.flatMap(({ cluster }) => [clusterFolder(layoutOf(fleet), cluster.name), ...formerFolders(fleet, cluster)]),
  );
  const holds = await overlayComparer(git, state, overlay);
  return async (commit) => {
    const delivered = await clustersAt(commit);
    const known = new Map<DeliveredLineUp, boolean>();
    const found = ClusterSet.none(inFront.size);
    for (const { index, cluster } of front) {
      const lineUp = underAnyName(delivered, cluster)?.lineUp;
      if (!lineUp) continue;
      const content = contentOf(lineUp, placement.application.name);
      const isThere = known.get(lineUp) ?? (content !== undefined && (await holds(commit, `${prefix}${content}`)));
      known.set(lineUp, isThere);
      if (isThere) found.add(index);
    }
    return found;
  };
}

function underAnyName(delivered: DeliveredClusters, { name, spec }: Item<Cluster>): DeliveredCluster | undefined {
  for (const one of [name, ...spec.formerNames]) {
    const found = delivered.get(one);
    if (found) return found;
  }
  return undefined;
}

/** The content of an application, counted from the fleet root. */
function contentOf({ sets }: DeliveredLineUp, application: string): string | undefined {
  for (const { units } of sets.values())
    for (const { kind, name, content } of units) if (kind === 'application' && name === application) return content;
  return undefined;
}
