import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { compareText } from '../model/compare.ts';
import type { Freezes } from '../model/kinds.ts';
import type { Resolution } from '../model/resolution.ts';
import { dayIn } from '../model/time/zone-days.ts';

/** Clusters on which nothing may change today. */
export interface Frozen {
  readonly clusters: ClusterSet;
  /** Why, each reason once, sorted. */
  readonly reasons: readonly string[];
}

/** Of some clusters those that are frozen at a time: by the fleet, a group or themselves, in the days of their own zone. */
export function frozenAmong(
  { inventory, group, timeZoneOf }: Pick<Resolution, 'inventory' | 'group' | 'timeZoneOf'>,
  clusters: ClusterSet,
  now: Date,
): Frozen {
  const frozen = ClusterSet.none(clusters.size);
  const reasons = new Set<string>();
  const days = new Map<string | undefined, string>();
  const dayOf = (cluster: number) => {
    const zone = timeZoneOf(cluster);
    const day = days.get(zone) ?? dayIn(zone, now.getTime());
    days.set(zone, day);
    return day;
  };
  const freeze = (freezes: Freezes | undefined, some: Iterable<number>) => {
    if (!freezes || freezes.length === 0) return;
    for (const cluster of some) {
      const day = dayOf(cluster);
      for (const { from, to, reason } of freezes) {
        if (day < from || day > to) continue;
        frozen.add(cluster);
        if (reason !== undefined) reasons.add(reason);
      }
    }
  };
  freeze(inventory.fleet.spec.freezes, clusters);
  for (const { name, spec } of inventory.groups) {
    if (spec.freezes.length > 0) freeze(spec.freezes, group(name).and(clusters));
  }
  for (const cluster of clusters) freeze(at(inventory.clusters, cluster).spec.freezes, [cluster]);
  return { clusters: frozen, reasons: [...reasons].sort(compareText) };
}
