import { at } from '../../model/at.ts';
import { ClusterSet } from '../../model/cluster-set.ts';
import type { Item } from '../../model/inventory.ts';
import type { Group } from '../../model/kinds.ts';
import type { Resolution } from '../../model/resolution.ts';
import { layersOf } from '../../resolve/layers.ts';
import { timingOf } from '../../resolve/timing.ts';
import { ownValues } from '../../resolve/values.ts';
import { groupTree } from '../list/group-tree.ts';
import type { ToldKind } from './definition.ts';
import { applicationsOn, byConnectivity, byRing, byState, byTimeZone, namespacesOn } from './facts/counts.ts';
import { type Describing, type Description, head, valueRows } from './facts/description.ts';
import { freezeRows, windowRows } from './facts/timing.ts';

export const group: ToldKind = {
  isSelectable: true,
  status: ({ resolution, index, count, source }) => ({
    clusters: count(resolution.group(at(resolution.inventory.groups, index).name)),
    source,
  }),
  describe: (describing, index) => describeGroup(describing, at(describing.resolution.inventory.groups, index)),
};

/** Everything that concerns a group: its members and what is below it, what runs there, what it gives. */
function describeGroup(describing: Describing, group: Item<Group>): Description {
  const { resolution } = describing;
  const { spec } = group;
  const clusters = resolution.group(group.name);
  const [, own] = layersOf(resolution.inventory, [group.name], undefined);
  const gives = timingOf(own ? [own] : []);
  return {
    ...head(group, describing),
    parent: group.name.includes('/') ? group.name.slice(0, group.name.lastIndexOf('/')) : null,
    expression: spec.clusters ?? null,
    timeZone: spec.timeZone ?? null,
    clusters: {
      total: clusters.count(),
      active: clusters.and(resolution.active).count(),
      named: namedBy(resolution, group.name).count(),
      selected: spec.clusters === undefined ? 0 : selectedBy(resolution, group).count(),
    },
    tree: groupTree(resolution.inventory, group.name).map((name) => ({
      group: name,
      clusters: resolution.group(name).count(),
    })),
    states: byState(resolution, clusters),
    connectivity: byConnectivity(resolution, clusters),
    rings: byRing(resolution, clusters),
    timeZones: byTimeZone(resolution, clusters),
    namespaces: namespacesOn(resolution, clusters),
    applications: applicationsOn(resolution, clusters),
    values: valueRows(ownValues(group, spec.values), describing),
    windows: windowRows(gives.windows, describing),
    freezes: freezeRows(gives.freezes, spec.timeZone, describing),
  };
}

/** The clusters that name the group itself. */
function namedBy({ inventory }: Resolution, name: string): ClusterSet {
  const named = ClusterSet.none(inventory.clusters.length);
  for (const [index, { spec }] of inventory.clusters.entries()) if (spec.groups.includes(name)) named.add(index);
  return named;
}

function selectedBy({ select }: Resolution, { spec, source }: Item<Group>): ClusterSet {
  return select(spec.clusters ?? 'none', { ...source, path: ['spec', 'clusters'] }).clusters;
}
