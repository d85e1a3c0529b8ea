import type { ClusterSet } from '../model/cluster-set.ts';
import { durationOf } from '../model/duration.ts';
import type { Item } from '../model/inventory.ts';
import type { Ring } from '../model/kinds.ts';
import { annotation } from '../model/overlay-annotations.ts';
import type { Overlay, Resolution } from '../model/resolution.ts';
import type { Arrival, UnknownHistory } from './arrival.ts';
import { deliveryState } from './delivery-waits.ts';
import { frozenAmong } from './frozen.ts';
import { type Report, unready } from './readiness.ts';
import type { RolloutStage } from './rollout-stage.ts';
import { soakedFor, soakLeft } from './soak.ts';
import { listClusters } from './wording.ts';

/** What is known of a rollout when it is asked about. */
export interface RolloutFacts {
  readonly now: Date;
  readonly arrival: Arrival;
  /** What clusters reported; undefined: nobody asked them. */
  readonly reports: readonly Report[] | undefined;
}

/** What the rollout of an overlay waits for. */
export interface Rollout extends RolloutStage {
  /** Since when the ring has it, in milliseconds since 1970; undefined: not yet, or it is not known. */
  readonly since: number | undefined;
  /** For how long it has soaked there, in milliseconds; undefined as `since` is. */
  readonly soaked: number | undefined;
  /** Clusters of the ring that do not have it. */
  readonly missing: ClusterSet;
  /** Why it may not go on; empty if it may. */
  readonly waits: readonly string[];
  /** The part of the history without which it is not known whether it may go on; undefined: it is known. */
  readonly unknown: UnknownHistory | undefined;
  /** When it has soaked, in milliseconds since 1970; undefined if it has, or it cannot be said. */
  readonly soaksUntil: number | undefined;
  /** What is not looked at, and should be known. */
  readonly notes: readonly string[];
}

/** What the rollout of an overlay waits for. Without reports, nothing is said about who is ready. */
export function rolloutOf(resolution: Resolution, stage: RolloutStage, facts: RolloutFacts): Rollout {
  const { overlay, inFront } = stage;
  const { arrival } = facts;
  const ring = resolution.inventory.rings.find(({ name }) => name === stage.ring);
  const { waits, held } = deliveryState(resolution, stage, arrival, facts.now);
  const isThere = waits.length === 0 && arrival.since !== undefined;
  const since = isThere && !arrival.unknown ? arrival.since : undefined;
  const question = { clusters: arrival.has, now: facts.now.getTime() };
  const step = ring && stepOf({ resolution, stage, ring, facts }, waits, held);
  return {
    ...stage,
    since,
    soaked: since === undefined ? undefined : soakedFor(resolution, stage.placement, { ...question, since }),
    missing: inFront.minus(arrival.has),
    waits: [...onHold(overlay), ...(step?.waits ?? [])],
    unknown: step?.unknown,
    soaksUntil: step?.soaksUntil,
    notes: step?.notes ?? [],
  };
}

interface State {
  readonly resolution: Resolution;
  readonly stage: RolloutStage;
  readonly ring: Item<Ring>;
  readonly facts: RolloutFacts;
}

type Step = Pick<Rollout, 'waits' | 'unknown' | 'soaksUntil' | 'notes'>;

const free: Step = { waits: [], unknown: undefined, soaksUntil: undefined, notes: [] };

function onHold({ folder }: Overlay): string[] {
  const hold = folder.annotations[annotation.rolloutHold];
  return hold === undefined ? [] : [`it is on hold: ${hold}`];
}

/** What it waits for in its ring, given what has to be delivered first. */
function stepOf(state: State, undelivered: readonly string[], held: ClusterSet): Step {
  const { resolution, stage, ring, facts } = state;
  const { has, unknown } = facts.arrival;
  if (stage.inFront.isEmpty()) return { ...free, waits: nobodyThere(state) };
  const frozen = frozenIn(state);
  const asks = durationOf(ring.spec.soak ?? '') > 0 || ring.spec.minReady !== undefined;
  if (!asks) return { ...free, waits: frozen };
  if (has.isEmpty() && unknown) return { ...free, unknown, waits: [unknown.message, ...frozen] };
  if (undelivered.length > 0) return { ...free, waits: [...undelivered, ...frozen] };
  const who = () => listClusters(held, resolution.inventory);
  if (has.isEmpty()) {
    const isHeld = held.isEmpty() ? [] : [`no cluster of ${ring.name} has it: ${who()} cannot get it while held`];
    return { ...free, waits: [...isHeld, ...frozen] };
  }
  const step = soaking(state, frozen);
  const notWaitedFor = `Held, without it, and not waited for: ${who()} of ${ring.name}.`;
  return held.isEmpty() ? step : { ...step, notes: [notWaitedFor, ...step.notes] };
}

/** Nobody would have tried it. Behind the last ring there is nobody whom that could harm. */
function nobodyThere({ resolution, stage: { next, placement }, ring }: State): string[] {
  if (next === undefined) return [];
  if (resolution.ring(ring.name).and(resolution.active).isEmpty())
    return [`no cluster is in ${ring.name}, so nobody has tried it: let some in, such as by another percent`];
  if (durationOf(ring.spec.soak ?? '') === 0 && ring.spec.minReady === undefined) return [];
  return [`no cluster of ${ring.name} gets it in ${placement.application.name}, so nobody has tried it`];
}

function soaking({ resolution, stage, ring, facts }: State, frozen: readonly string[]): Step {
  const { now, reports } = facts;
  const { has, since = 0, unknown } = facts.arrival;
  const { name, spec } = ring;
  const question = { ring: name, clusters: has, since, soak: durationOf(spec.soak ?? ''), now: now.getTime() };
  const soak = question.soak === 0 ? undefined : soakLeft(resolution, stage.placement, question);
  const isUnknown = soak !== undefined && unknown !== undefined;
  const asked = { application: stage.placement.application.name, ring, clusters: has, since };
  const isUnchecked = spec.minReady !== undefined && !reports;
  return {
    waits: [
      ...(soak ? [isUnknown ? unknown.message : soak.text] : []),
      ...frozen,
      ...(reports ? unready(resolution, asked, reports) : []),
    ],
    unknown: isUnknown ? unknown : undefined,
    soaksUntil: isUnknown ? undefined : soak?.until,
    notes: isUnchecked
      ? [`Whether ${spec.minReady} of ${name} are ready is not checked: there is no --reports FILE.`]
      : [],
  };
}

function frozenIn({ resolution, stage, ring, facts }: State): string[] {
  const { clusters, reasons } = frozenAmong(resolution, stage.inFront, facts.now);
  if (clusters.isEmpty()) return [];
  const what = `${listClusters(clusters, resolution.inventory)} of ${ring.name}`;
  return [
    `${what} ${clusters.count() === 1 ? 'is' : 'are'} frozen${reasons.length === 0 ? '' : `: ${reasons.join(', ')}`}`,
  ];
}
