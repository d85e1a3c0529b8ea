import type { Item } from '../../model/inventory.ts';
import type { Ring } from '../../model/kinds.ts';
import { annotation } from '../../model/overlay-annotations.ts';
import { byGroup, byState } from './counts.ts';
import { type Describing, type Description, head } from './description.ts';

/** Everything that concerns a ring: who is in it, and the overlays that have come as far as this. */
export function describeRing(describing: Describing, ring: Item<Ring>): Description {
  const { resolution } = describing;
  const { spec } = ring;
  const { rings } = resolution.inventory;
  const clusters = resolution.ring(ring.name);
  const at = rings.indexOf(ring);
  return {
    ...head(ring, describing),
    order: spec.order,
    before: rings[at - 1]?.name ?? null,
    after: rings[at + 1]?.name ?? null,
    expression: spec.clusters ?? 'all',
    percent: spec.percent,
    soak: spec.soak ?? null,
    minReady: spec.minReady ?? null,
    clusters: clusters.count(),
    states: byState(resolution, clusters),
    groups: byGroup(resolution, clusters),
    overlays: resolution.applications.flatMap(({ application, overlays, clusters: placed }) =>
      overlays
        .filter((overlay) => overlay.ring === ring.name)
        .map((overlay) => ({
          application: application.name,
          overlay: overlay.name,
          since: overlay.folder.annotations[annotation.ringSince] ?? null,
          clusters: overlay.clusters.and(placed).count(),
        })),
    ),
  };
}
