import { at } from '../model/at.ts';
import type { ClusterSet } from '../model/cluster-set.ts';
import type { Item } from '../model/inventory.ts';
import type { Ring } from '../model/kinds.ts';
import type { Resolution } from '../model/resolution.ts';

/** What a cluster said of an application. */
export interface Report {
  readonly cluster: string;
  readonly application: string;
  readonly ready: boolean;
  /** Milliseconds since 1970. */
  readonly seenAt: number;
}

/** Whose readiness is asked for: clusters of a ring that have a change since a time. */
export interface ReadinessQuestion {
  readonly application: string;
  readonly ring: Item<Ring>;
  readonly clusters: ClusterSet;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Why too few clusters of a ring are ready, by what they reported; empty if enough are. Offline ones do not count. */
export function unready(
  { inventory: { clusters: all } }: Pick<Resolution, 'inventory'>,
  { application, ring, clusters, since }: ReadinessQuestion,
  reports: readonly Report[],
): string[] {
  const minimum = ring.spec.minReady;
  const online = [...clusters].filter((index) => at(all, index).spec.connectivity !== 'offline');
  if (minimum === undefined || online.length === 0) return [];
  const latest = latestReports(application, reports, since);
  const said = online.flatMap((index) => latest.get(at(all, index).name) ?? []);
  if (said.length === 0) return [`no cluster of ${ring.name} has reported since it came there`];
  const ready = said.filter((report) => report.ready).length;
  if (ready * 100 >= said.length * Number(minimum.slice(0, -1))) return [];
  return [`${ready} of the ${said.length} clusters of ${ring.name} that reported are ready, and ${minimum} must be`];
}

/** The last report of each cluster; what was seen before a change came says nothing about it. */
function latestReports(application: string, reports: readonly Report[], since: number): Map<string, Report> {
  const latest = new Map<string, Report>();
  for (const report of reports) {
    if (report.application !== application || report.seenAt < since) continue;
    const before = latest.get(report.cluster);
    if (!before || before.seenAt <= report.seenAt) latest.set(report.cluster, report);
  }
  return latest;
}
