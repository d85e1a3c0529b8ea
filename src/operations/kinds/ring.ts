import { at } from '../../model/at.ts';
import type { Item } from '../../model/inventory.ts';
import type { Ring } from '../../model/kinds.ts';
import type { ToldKind } from './definition.ts';
import { byGroup, byState } from './facts/counts.ts';
import { type Describing, type Description, head } from './facts/description.ts';

export const ring: ToldKind = {
  isSelectable: true,
  status: ({ resolution, index, count, source }) => ({
    clusters: count(resolution.ring(at(resolution.inventory.rings, index).name)),
    source,
  }),
  describe: (describing, index) => describeRing(describing, at(describing.resolution.inventory.rings, index)),
};

/** Everything that concerns a ring: who is in it, and the overlays that have come as far as this. */
function describeRing(describing: Describing, ring: Item<Ring>): Description {
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
          clusters: overlay.clusters.and(placed).count(),
        })),
    ),
  };
}
