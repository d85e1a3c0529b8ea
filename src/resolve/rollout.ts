import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { durationOf } from '../model/duration.ts';
import type { Item } from '../model/inventory.ts';
import type { Ring } from '../model/kinds.ts';
import { annotation } from '../model/overlay-annotations.ts';
import type { ApplicationPlacement, Overlay, Resolution } from '../model/resolution.ts';
import { frozenAmong } from './frozen.ts';
import { type Soak, soakLeft } from './soak.ts';
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
  /** The ring before; undefined if there is none. */
  readonly previous: string | undefined;
  /** Clusters that run the application with it. */
  readonly reached: ClusterSet;
  /** Those of the ring that it has come to. */
  readonly inFront: ClusterSet;
  /** Clusters that run the application, are selected, and whose ring it has not come to. */
  readonly toCome: ClusterSet;
  /** Why it may not go on; empty if it may. */
  readonly waits: readonly string[];
  /** When it has soaked, in milliseconds since 1970; undefined if it has, or it cannot be said. */
  readonly soaksUntil: number | undefined;
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
  const soak = inFront.isEmpty() ? undefined : soaking(state);
  return {
    placement,
    overlay,
    ring: ring?.name,
    next: isEverywhere ? undefined : rings[at + 1]?.name,
    previous: rings[at - 1]?.name,
    reached,
    inFront,
    toCome: selected.minus(reached),
    waits: [
      ...onHold(overlay),
      ...(soak ? [soak.text] : []),
      ...(inFront.isEmpty() ? [] : [...frozen(state), ...unready(state)]),
    ],
    soaksUntil: soak?.until,
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

function soaking({ resolution, placement, overlay, ring, inFront, now }: State): Soak | undefined {
  const soak = durationOf(ring?.spec.soak ?? '');
  const since = overlay.folder.annotations[annotation.ringSince];
  if (!ring || soak === 0) return undefined;
  const { name } = ring;
  if (since === undefined)
    return {
      until: undefined,
      text: `it has no ${annotation.ringSince}, so nobody knows how long it has been in ${name}`,
    };
  const question = { ring: name, clusters: inFront, since: Date.parse(since), soak, now: now.getTime() };
  return soakLeft(resolution, placement, question);
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
  const minimum = ring?.spec.minReady;
  if (!ring || minimum === undefined || !reports) return [];
  const since = Date.parse(overlay.folder.annotations[annotation.ringSince] ?? '');
  const { clusters } = resolution.inventory;
  const online = [...inFront].filter((index) => at(clusters, index).spec.connectivity !== 'offline');
  const latest = latestReports(placement.application.name, reports, Number.isNaN(since) ? 0 : since);
  const said = online.flatMap((index) => latest.get(at(clusters, index).name) ?? []);
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

function unseen({ ring, reports }: State): string[] {
  const minReady = ring?.spec.minReady;
  if (minReady === undefined || reports) return [];
  return [`Whether ${minReady} of ${ring?.name} are ready is not checked: there is no --reports FILE.`];
}
