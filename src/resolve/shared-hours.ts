import { ClusterSet } from '../model/cluster-set.ts';
import type { Item } from '../model/inventory.ts';
import type { Namespace, Windows } from '../model/kinds.ts';
import type { Resolution } from '../model/resolution.ts';
import type { OpenHours } from '../model/time/open-hours.ts';
import { clusterLayer, layersOf } from './layers.ts';
import { saysWhen, type Timing, timingOf } from './timing.ts';

/** Clusters that changes may come to at the same times. */
export interface SharedHours {
  readonly hours: OpenHours;
  readonly clusters: ClusterSet;
}

/**
 * When changes of a namespace may come to clusters, each distinct answer once: at the windows of the namespace where it
 * has any there, else at those of the cluster. Clusters without a time zone are in UTC.
 */
export function sharedHours(
  resolution: Resolution,
  namespace: Item<Namespace> | undefined,
  clusters: ClusterSet,
): SharedHours[] {
  const shared = new Map<string, SharedHours>();
  const timingAt = timings(resolution);
  for (const part of partsOf(resolution, namespace, clusters)) {
    const known = new Map<Timing, SharedHours>();
    for (const cluster of part.clusters) {
      const timing = timingAt(cluster);
      const found = known.get(timing) ?? entryFor(hoursOf(timing, part.windows), shared, clusters.size);
      known.set(timing, found);
      found.clusters.add(cluster);
    }
  }
  return [...shared.values()];
}

interface Part {
  readonly clusters: ClusterSet;
  /** Undefined: those of the cluster. */
  readonly windows: Windows | undefined;
}

function partsOf({ namespaces }: Resolution, namespace: Item<Namespace> | undefined, clusters: ClusterSet): Part[] {
  const variants = namespaces.find((one) => one.namespace === namespace)?.variants ?? [];
  const parts = variants.map((variant) => ({
    clusters: clusters.and(variant.clusters),
    windows: variant.spec.windows,
  }));
  const rest = parts.reduce((left, part) => left.minus(part.clusters), clusters);
  return [...parts, { clusters: rest, windows: undefined }];
}

function hoursOf({ windows, timeZone, freezes }: Timing, own: Windows | undefined): OpenHours {
  return {
    windows: own ?? windows?.value ?? [],
    timeZone: timeZone?.value ?? 'UTC',
    freezes: freezes.map(({ value }) => value),
  };
}

function entryFor(hours: OpenHours, shared: Map<string, SharedHours>, size: number): SharedHours {
  const { windows, timeZone, freezes } = hours;
  const key = JSON.stringify([
    windows.map(({ schedule, duration }) => [schedule, duration]),
    timeZone,
    freezes.map(({ from, to }) => [from, to]),
  ]);
  const entry = shared.get(key) ?? { hours, clusters: ClusterSet.none(size) };
  shared.set(key, entry);
  return entry;
}

/** The timing of clusters, worked out once for all that are in the same groups and say nothing themselves. */
function timings({ inventory, groupsOf }: Resolution): (cluster: number) => Timing {
  const layers = new Map<readonly string[], ReturnType<typeof layersOf>>();
  const inherited = new Map<readonly string[], Timing>();
  return (index) => {
    const names = groupsOf(index);
    const above = layers.get(names) ?? layersOf(inventory, names, undefined);
    layers.set(names, above);
    const cluster = inventory.clusters[index];
    if (cluster && saysWhen(cluster.spec)) return timingOf([...above, clusterLayer(cluster)]);
    const timing = inherited.get(names) ?? timingOf(above);
    inherited.set(names, timing);
    return timing;
  };
}
