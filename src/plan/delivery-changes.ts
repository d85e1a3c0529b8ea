import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { deliveryOf } from '../model/delivery.ts';
import type { Resolution, Variant } from '../model/resolution.ts';
import type { ClusterPairs } from './cluster-pairs.ts';
import type { UnitPair } from './unit-pairs.ts';

/**
 * The clusters to which things are brought in another way, whatever they bring: the repository that is read, how often,
 * in which order, as whom, under which paths. By the positions of ClusterPairs.
 */
export function deliveryChanges(
  before: Resolution,
  after: Resolution,
  units: readonly UnitPair[],
  pairs: ClusterPairs,
): ClusterSet {
  const found = ClusterSet.none(pairs.names.length);
  const ofFleet = fleetSettings(before) !== fleetSettings(after);
  for (let position = 0; position < pairs.names.length; position++) {
    const was = at(pairs.before, position);
    const is = at(pairs.after, position);
    if (was < 0 || is < 0 || !before.active.has(was) || !after.active.has(is)) continue;
    if (ofFleet || clusterSettings(before, was) !== clusterSettings(after, is)) found.add(position);
  }
  return units.reduce((all, { before: had, after: has, clusters }) => {
    if (!had || !has) return all;
    return unitSettings(had) === unitSettings(has) ? all : all.or(clusters);
  }, found);
}

function fleetSettings({ inventory: { fleet } }: Resolution): string {
  const { git, layout } = fleet.spec;
  return JSON.stringify([git, deliveryOf(fleet), layout.clusters]);
}

function clusterSettings({ inventory }: Resolution, index: number): string {
  const { name, spec } = at(inventory.clusters, index);
  return `${name} ${spec.connectivity}`;
}

function unitSettings(variant: Variant): string {
  if (variant.kind === 'namespace') return JSON.stringify([variant.name, variant.spec.dependsOn]);
  const { application, namespace, name } = variant;
  return JSON.stringify([name, application.spec.dependsOn, namespace.spec.access]);
}
