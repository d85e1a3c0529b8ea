import { durationText } from '../../model/duration.ts';
import { annotation } from '../../model/overlay-annotations.ts';
import type { Report } from '../../resolve/readiness.ts';
import { type Rollout, rolloutOf } from '../../resolve/rollout.ts';
import { stageOf } from '../../resolve/rollout-stage.ts';
import { textOf } from '../../resolve/soak.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { openArrivals } from './arrivals.ts';

/** Which rollouts, and what is known when they are asked about. */
export interface RolloutsQuestion {
  /** Undefined: those of all. */
  readonly application: string | undefined;
  readonly now: Date;
  /** What clusters reported; undefined: nobody asked them. */
  readonly reports: readonly Report[] | undefined;
}

/** One item of a RolloutList: an overlay that goes from ring to ring. */
export interface ListedRollout {
  readonly application: string;
  readonly overlay: string;
  /** The ring that it has come to; null: none, it was rolled back. */
  readonly ring: string | null;
  /** When the last cluster of the ring got it: RFC 3339, UTC; null: one does not have it yet, or it is not known. */
  readonly ringSince: string | null;
  /** For how long it has soaked there, counted while windows are open, such as `2d 3h`; null as `ringSince` is. */
  readonly soaked: string | null;
  /** The ring that comes next; null: it has come to the last. */
  readonly next: string | null;
  /** How many clusters should run the application with it, and how many will. */
  readonly clusters: number;
  /** How many clusters of the ring do not have it. */
  readonly undelivered: number;
  readonly toCome: number;
  /** Why it is on hold. */
  readonly hold: string | null;
  /** Why it may not go on; empty if it may. */
  readonly waits: readonly string[];
  /** RFC 3339, UTC; null: it has soaked, or it cannot be said within a year. */
  readonly soaksUntil: string | null;
  /** What is not looked at, and should be known. */
  readonly notes: readonly string[];
  readonly source: string;
}

/** The rollouts of all applications, or of one: overlays that name a ring. Applications that share one have an item each. */
export async function listRollouts(
  state: FleetState,
  { application, now, reports }: RolloutsQuestion,
): Promise<ListedRollout[]> {
  const resolution = await state.resolution();
  const stages = resolution.applications
    .filter((placement) => application === undefined || placement.application.name === application)
    .flatMap((placement) =>
      placement.overlays
        .filter((overlay) => overlay.ring !== undefined)
        .map((overlay) => stageOf(resolution, placement, overlay)),
    );
  if (stages.length === 0) return [];
  const arrivalOf = await openArrivals(state);
  const listed: ListedRollout[] = [];
  for (const stage of stages)
    listed.push(toItem(rolloutOf(resolution, stage, { now, reports, arrival: await arrivalOf(stage) })));
  return listed;
}

function toItem({ placement, overlay, ...rollout }: Rollout): ListedRollout {
  const { ring, next, since, soaked, soaksUntil } = rollout;
  const { annotations, file } = overlay.folder;
  return {
    application: placement.application.name,
    overlay: overlay.name,
    ring: ring ?? null,
    ringSince: since === undefined ? null : textOf(since),
    soaked: soaked === undefined ? null : durationText(soaked),
    next: next ?? null,
    clusters: rollout.reached.count(),
    undelivered: rollout.missing.count(),
    toCome: rollout.toCome.count(),
    hold: annotations[annotation.rolloutHold] ?? null,
    waits: rollout.waits,
    soaksUntil: soaksUntil === undefined ? null : textOf(soaksUntil),
    notes: rollout.notes,
    source: file,
  };
}
