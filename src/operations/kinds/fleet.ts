import { layoutOf } from '../../generate/layout.ts';
import { ClusterSet } from '../../model/cluster-set.ts';
import { branchRead, deliveryOf } from '../../model/delivery.ts';
import { type Inventory, type Item, itemsOf } from '../../model/inventory.ts';
import { kindWords } from '../../model/kind-names.ts';
import type { Fleet } from '../../model/kinds.ts';
import { layersOf } from '../../resolve/layers.ts';
import { timingOf } from '../../resolve/timing.ts';
import { ownValues } from '../../resolve/values.ts';
import type { ToldKind } from './definition.ts';
import { byConnectivity, byGroup, byRing, byState, byTimeZone } from './facts/counts.ts';
import { type Describing, type Description, head, valueRows } from './facts/description.ts';
import { freezeRows, windowRows } from './facts/timing.ts';

export const fleet: ToldKind = {
  isSelectable: false,
  status: ({ resolution, count, source }) => ({
    clusters: count(resolution.active),
    profiles: resolution.profiles.length,
    source,
  }),
  describe: (describing) => describeFleet(describing, describing.resolution.inventory.fleet),
};

/** Everything that concerns the fleet as a whole. */
function describeFleet(describing: Describing, fleet: Item<Fleet>): Description {
  const { resolution } = describing;
  const { inventory } = resolution;
  const { git, timeZone, guards, layout } = fleet.spec;
  const { engine, source, registry } = deliveryOf(fleet);
  const all = ClusterSet.all(inventory.clusters.length);
  const gives = timingOf(layersOf(inventory, [], undefined));
  return {
    ...head(fleet, describing),
    git: { url: git.url, branch: git.branch, secret: git.secret ?? null },
    delivery: { engine, source, branch: branchRead(fleet), registry: registry ?? null },
    layout: { clusters: layoutOf(fleet), former: layout.former },
    guards: {
      maxClustersLosing: guards.maxClustersLosing ?? null,
      maxClustersChanged: guards.maxClustersChanged ?? null,
      protected: guards.protected ?? null,
    },
    timeZone: timeZone ?? null,
    objects: objectCounts(inventory),
    profiles: resolution.profiles.length,
    states: byState(resolution, all),
    connectivity: byConnectivity(resolution, all),
    rings: byRing(resolution, all),
    groups: byGroup(resolution, all),
    timeZones: byTimeZone(resolution, all),
    values: valueRows(ownValues(fleet, fleet.spec.values), describing),
    windows: windowRows(gives.windows, describing),
    freezes: freezeRows(gives.freezes, timeZone, describing),
  };
}

function objectCounts(inventory: Inventory): Readonly<Record<string, number>> {
  const others = kindWords.filter(({ kind }) => kind !== 'Fleet');
  return Object.fromEntries(others.map(({ kind, plural }) => [plural, itemsOf(inventory, kind).length]));
}
