import { at } from '../../../model/at.ts';
import type { ClusterSet } from '../../../model/cluster-set.ts';
import { compareText } from '../../../model/compare.ts';
import { depthOf } from '../../../model/paths.ts';
import type { Resolution } from '../../../model/resolution.ts';

/** Clusters by their ring, in the order of rings. */
export function byRing({ inventory, ring }: Resolution, clusters: ClusterSet) {
  const rows = inventory.rings.map(({ name }) => ({ ring: name, clusters: ring(name).and(clusters).count() }));
  return rows.filter((row) => row.clusters > 0);
}

/** Clusters by the groups at the top and those directly below, with how many clusters such a group has in all. */
export function byGroup({ inventory, group }: Resolution, clusters: ClusterSet) {
  const tops = inventory.groups.filter(({ name }) => depthOf(name) <= 2);
  const rows = tops.map(({ name }) => ({
    group: name,
    clusters: group(name).and(clusters).count(),
    total: group(name).count(),
  }));
  return rows.filter((row) => row.clusters > 0);
}

/** Clusters by their own or inherited time zone. */
export function byTimeZone({ timeZoneOf }: Resolution, clusters: ClusterSet) {
  const counts = countBy(clusters, (index) => timeZoneOf(index) ?? 'none');
  return counts.map(([timeZone, count]) => ({ timeZone, clusters: count }));
}

/** Clusters by state. */
export function byState({ inventory }: Resolution, clusters: ClusterSet) {
  const counts = countBy(clusters, (index) => at(inventory.clusters, index).spec.state);
  return counts.map(([state, count]) => ({ state, clusters: count }));
}

/** Clusters by how well they are connected. */
export function byConnectivity({ inventory }: Resolution, clusters: ClusterSet) {
  const counts = countBy(clusters, (index) => at(inventory.clusters, index).spec.connectivity);
  return counts.map(([connectivity, count]) => ({ connectivity, clusters: count }));
}

/** The namespaces on some of these clusters, with how many have each. */
export function namespacesOn({ namespaces }: Resolution, clusters: ClusterSet) {
  const rows = namespaces.map((placement) => ({
    namespace: placement.namespace.name,
    clusters: placement.clusters.and(clusters).count(),
  }));
  return rows.filter((row) => row.clusters > 0);
}

/** The applications on some of these clusters, with how many have each. */
export function applicationsOn({ applications }: Resolution, clusters: ClusterSet) {
  const rows = applications.map(({ application, namespace, clusters: all }) => ({
    application: application.name,
    namespace: namespace?.name ?? null,
    clusters: all.and(clusters).count(),
  }));
  return rows.filter((row) => row.clusters > 0);
}

function countBy(clusters: ClusterSet, keyOf: (index: number) => string): [key: string, count: number][] {
  const counts = new Map<string, number>();
  for (const index of clusters) counts.set(keyOf(index), (counts.get(keyOf(index)) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => compareText(a, b));
}
