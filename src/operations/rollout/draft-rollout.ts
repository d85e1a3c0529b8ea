import type { OverlayChange } from '../../edit/overlay-edits.ts';
import { at } from '../../model/at.ts';
import { UserError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import { noRing, overlayName } from '../../model/overlay-annotations.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Report } from '../../resolve/readiness.ts';
import { type Rollout, rolloutOf } from '../../resolve/rollout.ts';
import { type RolloutStage, stageOf } from '../../resolve/rollout-stage.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { requireObject } from '../list/find-objects.ts';
import { editedText, type OverlayDraft } from '../overlay/draft-overlay.ts';
import { noOverlay } from '../overlay/remove-overlay.ts';
import { placementOf } from '../overlay/review-overlay.ts';
import { openArrivals } from './arrivals.ts';

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
  stepOf: (stage: RolloutStage, resolution: Resolution) => RolloutStep | Promise<RolloutStep>,
): Promise<OverlayDraft> {
  const { stage, resolution } = await findStage(state, question);
  const { annotations, notes = [] } = await stepOf(stage, resolution);
  const { folder } = stage.overlay;
  const { application, overlay } = question;
  const text = await editedText(state, folder, {
    annotations,
    images: [],
    replicas: [],
    env: [],
    releases: [],
    patches: [],
  });
  return {
    application,
    overlay,
    texts: new Map([[folder.file, text]]),
    warnings: [...notes, ...sharedNote(resolution, stage)],
    objects: [{ kind: 'Overlay', name: overlayName(application, overlay), action: 'changed' }],
  };
}

/** How far an overlay has come. Throws UserError if there is none, or no ring. */
export async function findStage(
  state: FleetState,
  { application, overlay: name }: RolloutQuestion,
): Promise<{ stage: RolloutStage; resolution: Resolution }> {
  const resolution = await state.resolution();
  await requireObject(state, 'Application', application);
  const placement = placementOf(resolution, application);
  const overlay = placement?.overlays.find((one) => one.name === name);
  if (!placement || !overlay) throw noOverlay(application, name, placement?.overlays.map((one) => one.name) ?? []);
  if (resolution.inventory.rings.length === 0)
    throw new UserError('there are no rings', 'A rollout goes from ring to ring. Make one: resedge create ring --help');
  return { stage: stageOf(resolution, placement, overlay), resolution };
}

/** What the rollout of an overlay waits for, by what was delivered. */
export async function findRollout(
  state: FleetState,
  stage: RolloutStage,
  { now, reports }: Pick<RolloutQuestion, 'now' | 'reports'>,
): Promise<Rollout> {
  const arrivalOf = await openArrivals(state);
  return rolloutOf(await state.resolution(), stage, { now, reports, arrival: await arrivalOf(stage) });
}

/** The first ring. Throws UserError if the rollout has begun. */
export function startStep({ overlay, ring }: RolloutStage, { inventory }: Resolution): RolloutStep {
  if (ring !== undefined)
    throw new UserError(`the overlay ${overlay.name} is in ring ${ring} already`, 'To go on: resedge rollout promote');
  return { annotations: { ring: at(inventory.rings, 0).name } };
}

/** The next ring. Throws UserError if there is none, or something is to be waited for and nobody allows it. */
export function promoteStep(rollout: Rollout, isAllowed: boolean): RolloutStep {
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
  if (!isAllowed) requireNothing(rollout);
  return { annotations: { ring: next }, notes: [...notes, ...waits.map((wait) => `warning: ${wait}`)] };
}

/** The ring before, or one that is named; `none` takes it from all clusters. */
export function rollbackStep(stage: RolloutStage, resolution: Resolution, to: string | undefined): RolloutStep {
  const names = resolution.inventory.rings.map(({ name }) => name);
  const { overlay, ring, previous } = stage;
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
  return { annotations: { ring: target } };
}

/** Throws UserError if a rollout has to wait. */
export function requireNothing({ overlay, ring, waits, unknown }: Rollout): void {
  if (waits.length === 0) return;
  throw new UserError(
    `the overlay ${overlay.name} may not leave ${ring ?? 'where it is'} yet:${waits.map((wait) => `\n  ${wait}`).join('')}`,
    `${unknown ? `${unknown.hint} ` : ''}If it must be, say why: --allow REASON`,
  );
}

function sharedNote({ inventory }: Resolution, { placement, overlay }: RolloutStage): string[] {
  const { name, spec } = placement.application;
  const others = inventory.applications.filter((other) => {
    const isShared = other.spec.path === spec.path && other.name !== name;
    return isShared && (overlay.applications?.includes(other.name) ?? true);
  });
  return others.length === 0 ? [] : [`The overlay is for ${others.map((other) => other.name).join(', ')}, too.`];
}
