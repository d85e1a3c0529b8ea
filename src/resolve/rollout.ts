import { ClusterSet } from '../model/cluster-set.ts';
import { durationOf, durationText } from '../model/duration.ts';
import type { Item } from '../model/inventory.ts';
import type { Ring } from '../model/kinds.ts';
import { annotation } from '../model/overlay-annotations.ts';
import type { ApplicationPlacement, Overlay, Resolution } from '../model/resolution.ts';
import { frozenAmong } from './frozen.ts';
import { listClusters } from './wording.ts';

/** What a cluster said of an application. */
export interface Report {
  readonly cluster: string;
  readonly application: string;
  readonly ready: boolean;
  /** Milliseconds since 1970. */
  readonly seenAt: number;
}

/** How far the rollout of an overlay has come, and what it waits for. */
export interface Rollout {
  readonly placement: ApplicationPlacement;
  readonly overlay: Overlay;
  /** The ring that it has come to; undefined: none yet. */
  readonly ring: string | undefined;
  /** The ring that comes next; undefined: it has come to the last. */
  readonly next: string | undefined;
  /** The ring before; undefined where there is none. */
  readonly previous: string | undefined;
  /** Clusters that run the application with it. */
  readonly reached: ClusterSet;
  /** Those of the ring that it has come to. */
  readonly inFront: ClusterSet;
  /** Clusters that run the application, are selected, and whose ring it has not come to. */
  readonly toCome: ClusterSet;
  /** Why it may not go on; empty where it may. */
  readonly waits: readonly string[];
  /** What is not looked at, and should be known. */
  readonly notes: readonly string[];
}

/** Where the rollout of an overlay stands. Without reports, nothing is said about who is ready. */
export function rolloutOf(
  resolution: Resolution,
  placement: ApplicationPlacement,
  overlay: Overlay,
  now: Date,
  reports: readonly Report[] | undefined,
): Rollout {
  const { rings } = resolution.inventory;
  const at = rings.findIndex(({ name }) => name === overlay.ring);
  const ring = rings[at];
  const reached = overlay.clusters.and(placement.clusters);
  const expression = overlay.folder.annotations[annotation.clusters] ?? 'none';
  const selected = resolution.select(expression, { file: overlay.folder.file }).clusters.and(placement.clusters);
  const isEverywhere = overlay.ring === undefined;
  const inFront = ring ? reached.and(resolution.ring(ring.name)) : ClusterSet.none(reached.size);
  const state = { resolution, placement, overlay, ring, inFront, now, reports };
  return {
    placement,
    overlay,
    ring: ring?.name,
    next: isEverywhere ? undefined : rings[at + 1]?.name,
    previous: rings[at - 1]?.name,
    reached,
    inFront,
    toCome: selected.minus(reached),
    waits: [...onHold(overlay), ...(inFront.isEmpty() ? [] : [...soaking(state), ...frozen(state), ...unready(state)])],
    notes: inFront.isEmpty() ? [] : unseen(state),
  };
}

interface State {
  readonly resolution: Resolution;
  readonly placement: ApplicationPlacement;
  readonly overlay: Overlay;
  readonly ring: Item<Ring> | undefined;
  readonly inFront: ClusterSet;
  readonly now: Date;
  readonly reports: readonly Report[] | undefined;
}

function onHold({ folder }: Overlay): string[] {
  const hold = folder.annotations[annotation.rolloutHold];
  return hold === undefined ? [] : [`it is on hold: ${hold}`];
}

function soaking({ overlay, ring, now }: State): string[] {
  const soak = ring?.object.spec.soak;
  const since = overlay.folder.annotations[annotation.ringSince];
  if (!ring || soak === undefined || durationOf(soak) === 0) return [];
  if (since === undefined)
    return [`it has no ${annotation.ringSince}, so nobody knows how long it has been in ${ring.name}`];
  const left = Date.parse(since) + durationOf(soak) - now.getTime();
  if (left <= 0) return [];
  const until = new Date(now.getTime() + left).toISOString().replace(/\.\d+Z$/, 'Z');
  return [`it soaks in ${ring.name} until ${until}, for ${durationText(left)} more`];
}

function frozen({ resolution, ring, inFront, now }: State): string[] {
  const { clusters, reasons } = frozenAmong(resolution, inFront, now);
  if (clusters.isEmpty()) return [];
  const what = `${listClusters(clusters, resolution.inventory)} of ${ring?.name}`;
  return [
    `${what} ${clusters.count() === 1 ? 'is' : 'are'} frozen${reasons.length === 0 ? '' : `: ${reasons.join(', ')}`}`,
  ];
}

function unready({ resolution, placement, overlay, ring, inFront, reports }: State): string[] {
  const minimum = ring?.object.spec.minReady;
  if (!ring || minimum === undefined || !reports) return [];
  const since = Date.parse(overlay.folder.annotations[annotation.ringSince] ?? '');
  const { clusters } = resolution.inventory;
  const online = [...inFront].filter((index) => clusters[index]?.object.spec?.connectivity !== 'offline');
  const latest = latestReports(placement.application.name, reports, Number.isNaN(since) ? 0 : since);
  const said = online.flatMap((index) => latest.get(clusters[index]?.name ?? '') ?? []);
  if (online.length === 0) return [];
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

function unseen({ resolution, ring, inFront, reports }: State): string[] {
  const { minReady, soak } = ring?.object.spec ?? {};
  const notes: string[] = [];
  if (minReady !== undefined && !reports)
    notes.push(`Whether ${minReady} of ${ring?.name} are ready is not checked: there is no --reports FILE.`);
  if (soak !== undefined && haveWindows(resolution, inFront))
    notes.push(
      `Clusters of ${ring?.name} have windows; the soak time counts the clock, not the hours that they were open.`,
    );
  return notes;
}

function haveWindows({ inventory, group }: Resolution, clusters: ClusterSet): boolean {
  const has = (windows: readonly unknown[] | undefined) => windows !== undefined && windows.length > 0;
  return (
    inventory.groups.some(({ name, object }) => has(object.spec?.windows) && !group(name).and(clusters).isEmpty()) ||
    [...clusters].some((index) => has(inventory.clusters[index]?.object.spec?.windows))
  );
}
