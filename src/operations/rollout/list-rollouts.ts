import { annotation } from '../../model/overlay-annotations.ts';
import type { Resolution } from '../../model/resolution.ts';
import { type Report, rolloutOf } from '../../resolve/rollout.ts';
import { textOf } from '../../resolve/soak.ts';

/** One item of a RolloutList: an overlay that goes from ring to ring. */
export interface ListedRollout {
  readonly application: string;
  readonly overlay: string;
  /** The ring that it has come to; null: none, it was rolled back. */
  readonly ring: string | null;
  /** RFC 3339, UTC. */
  readonly ringSince: string | null;
  /** The ring that comes next; null: it has come to the last. */
  readonly next: string | null;
  /** How many clusters run the application with it, and how many will. */
  readonly clusters: number;
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
export function listRollouts(
  resolution: Resolution,
  now: Date,
  reports: readonly Report[] | undefined,
  application: string | undefined,
): ListedRollout[] {
  return resolution.applications
    .filter((placement) => application === undefined || placement.application.name === application)
    .flatMap((placement) =>
      placement.overlays
        .filter((overlay) => overlay.ring !== undefined)
        .map((overlay): ListedRollout => {
          const rollout = rolloutOf(resolution, placement, overlay, now, reports);
          const { ring, next, reached, toCome, waits, soaksUntil, notes } = rollout;
          const { annotations, file } = overlay.folder;
          return {
            application: placement.application.name,
            overlay: overlay.name,
            ring: ring ?? null,
            ringSince: annotations[annotation.ringSince] ?? null,
            next: next ?? null,
            clusters: reached.count(),
            toCome: toCome.count(),
            hold: annotations[annotation.rolloutHold] ?? null,
            waits,
            soaksUntil: soaksUntil === undefined ? null : textOf(soaksUntil),
            notes,
            source: file,
          };
        }),
    );
}
