import type { OverlayChange } from '../../edit/overlay-edits.ts';
import { at } from '../../model/at.ts';
import { UserError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import { noRing, overlayName } from '../../model/overlay-annotations.ts';
import type { Resolution } from '../../model/resolution.ts';
import { type Report, type Rollout, rolloutOf } from '../../resolve/rollout.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { requireObject } from '../list/find-objects.ts';
import { editedText, type OverlayDraft } from '../overlay/draft-overlay.ts';
import { noOverlay } from '../overlay/remove-overlay.ts';
import { placementOf } from '../overlay/review-overlay.ts';

/** Which rollout, and what is known when it is asked about. */
export interface RolloutQuestion {
  readonly application: string;
  readonly overlay: string;
  readonly now: Date;
  /** What clusters reported; undefined: nobody asked them. */
  readonly reports: readonly Report[] | undefined;
}

/** A step of a rollout: what its annotations are to be after it, with what should be known. */
export interface RolloutStep {
  readonly annotations: OverlayChange['annotations'];
  readonly notes?: readonly string[];
}

/** Works out a step of a rollout. Throws UserError if there is no such overlay, or the step may not be. */
export async function draftStep(
  state: FleetState,
  question: RolloutQuestion,
  stepOf: (rollout: Rollout, resolution: Resolution) => RolloutStep,
): Promise<OverlayDraft> {
  const { rollout, resolution } = await findRollout(state, question);
  const { annotations, notes = [] } = stepOf(rollout, resolution);
  const { folder } = rollout.overlay;
  const { application, overlay } = question;
  const text = await editedText(state, folder, { annotations, images: [], replicas: [], env: [], patches: [] });
  return {
    application,
    overlay,
    texts: new Map([[folder.file, text]]),
    warnings: [...notes, ...sharedNote(resolution, rollout)],
    objects: [{ kind: 'Overlay', name: overlayName(application, overlay), action: 'changed' }],
  };
}

/** Where the rollout of an overlay stands. Throws UserError if there is none. */
export async function findRollout(
  state: FleetState,
  { application, overlay: name, now, reports }: RolloutQuestion,
): Promise<{ rollout: Rollout; resolution: Resolution }> {
  const resolution = await state.resolution();
  await requireObject(state, 'Application', application);
  const placement = placementOf(resolution, application);
  const overlay = placement?.overlays.find((one) => one.name === name);
  if (!placement || !overlay) throw noOverlay(application, name, placement?.overlays.map((one) => one.name) ?? []);
  if (resolution.inventory.rings.length === 0)
    throw new UserError('there are no rings', 'A rollout goes from ring to ring. Make one: resedge create ring --help');
  return { rollout: rolloutOf(resolution, placement, overlay, now, reports), resolution };
}

/** The annotations of an overlay that comes to a ring now. */
export function comesTo(ring: string, now: Date): OverlayChange['annotations'] {
  return { ring, ringSince: now.toISOString().replace(/\.\d+Z$/, 'Z') };
}

/** The first ring. Throws UserError if the rollout has begun. */
export function startStep({ overlay, ring }: Rollout, { inventory }: Resolution, now: Date): RolloutStep {
  if (ring !== undefined)
    throw new UserError(`the overlay ${overlay.name} is in ring ${ring} already`, 'To go on: resedge rollout promote');
  return { annotations: comesTo(at(inventory.rings, 0).name, now) };
}

/** The next ring. Throws UserError if there is none, or something is to be waited for and nobody forces it. */
export function promoteStep(rollout: Rollout, now: Date, force: boolean): RolloutStep {
  const { overlay, ring, next, waits, notes } = rollout;
  if (next === undefined)
    throw new UserError(
      ring === undefined
        ? `the overlay ${overlay.name} is in no ring: it reaches all clusters that it selects`
        : `the overlay ${overlay.name} has come to the last ring, ${ring}`,
      ring === undefined
        ? 'To begin with the first ring: resedge rollout start'
        : 'To make it part of the base: resedge rollout finish',
    );
  if (!force) requireNothing(rollout);
  return { annotations: comesTo(next, now), notes: [...notes, ...waits.map((wait) => `warning: ${wait}`)] };
}

/** The ring before, or one that is named; `none` takes it from all clusters. */
export function rollbackStep(rollout: Rollout, resolution: Resolution, to: string | undefined, now: Date): RolloutStep {
  const names = resolution.inventory.rings.map(({ name }) => name);
  const { overlay, ring, previous } = rollout;
  const last = names.length - 1;
  const from = ring === undefined ? (overlay.ring === undefined ? last + 1 : -1) : names.indexOf(ring);
  if (from < 0) throw new UserError(`the overlay ${overlay.name} is in no ring: there is nothing to roll back`);
  const target = to ?? (overlay.ring === undefined ? names[last] : previous) ?? noRing;
  const at = names.indexOf(target);
  if (at < 0 && target !== noRing) {
    const near = nearest(target, names);
    throw new UserError(
      `there is no ring named ${target}`,
      near ? `Did you mean ${near}?` : `There is ${names.join(', ')}, or none.`,
    );
  }
  if (at >= from)
    throw new UserError(
      `${target} is not before ${ring}`,
      `Before it: ${[noRing, ...names.slice(0, from)].join(', ')}.`,
    );
  return { annotations: comesTo(target, now) };
}

/** Throws UserError if a rollout has to wait. */
export function requireNothing({ overlay, ring, waits }: Rollout): void {
  if (waits.length === 0) return;
  throw new UserError(
    `the overlay ${overlay.name} may not leave ${ring ?? 'where it is'} yet:${waits.map((wait) => `\n  ${wait}`).join('')}`,
    'If it must be, say why: --force --reason "REASON"',
  );
}

function sharedNote({ inventory }: Resolution, { placement, overlay }: Rollout): string[] {
  const { name, spec } = placement.application;
  const others = inventory.applications.filter((other) => {
    const isShared = other.spec.path === spec.path && other.name !== name;
    return isShared && (overlay.applications?.includes(other.name) ?? true);
  });
  return others.length === 0 ? [] : [`The overlay is for ${others.map((other) => other.name).join(', ')}, too.`];
}
