import type { HashedFolder } from '../../../generate/contents.ts';
import type { Desired } from '../../../generate/desired.ts';
import { at } from '../../../model/at.ts';
import type { DeliveredCluster } from '../../../model/delivered.ts';
import type { LineUp } from '../../../model/line-up.ts';
import type { Output, OutputCluster, OutputProfile } from '../../../model/output.ts';
import type { Resolution } from '../../../model/resolution.ts';
import type { ClusterTiming } from '../../../model/time/cluster-timing.ts';
import type { Decision, Word } from '../../../schedule/decision.ts';
import { type Member, shareProfiles } from '../../../schedule/profiles.ts';
import { schedule } from '../../../schedule/schedule.ts';
import { inputsOf, type Line, type Sources } from './inputs.ts';
import { asBefore } from './known-as.ts';
import { ownerProblems } from './owner-problems.ts';
import { roomProblems } from './room-problems.ts';
import { wordedContents } from './worded-contents.ts';

/** What clusters have, and when it is decided what they get. */
export interface Moment extends Sources {
  /** In milliseconds since 1970. */
  readonly now: number;
  /** Whether this follows from another intent than what was delivered last. */
  readonly isNewIntent: boolean;
  /** The reason of an undo that is in force. */
  readonly undo: string | undefined;
}

/** What comes out for one cluster. */
export interface DecidedCluster {
  readonly name: string;
  readonly decision: Decision;
  readonly timing: ClusterTiming;
  /** What it has before this; undefined: nothing was delivered to it. */
  readonly delivered: LineUp | undefined;
  /** What it should have; undefined: it is not in the inventory any more, or retired. */
  readonly desired: LineUp | undefined;
  /** Its own variables are not what they should be. */
  readonly variablesDiffer: boolean;
  /** Its own variables change now. */
  readonly hasNewVariables: boolean;
}

/** What clusters have after this, and why. */
export interface DecidedOutput extends Output {
  /** All clusters that are in the inventory or have something, sorted by name. */
  readonly decisions: readonly DecidedCluster[];
  /** Contents that are made for what comes out. */
  readonly contents: readonly HashedFolder[];
}

type Decided = Line & Member;

/** Counts what was decided. */
export function countMoves(decisions: readonly DecidedCluster[]): { readonly moved: number; readonly waiting: number } {
  return {
    moved: decisions.filter(({ decision }) => decision.moved).length,
    waiting: decisions.filter(({ decision }) => decision.waits.length > 0).length,
  };
}

/** Decides what each cluster gets of what it should have. */
export function decideOutput(resolution: Resolution, desired: Desired, moment: Moment): DecidedOutput {
  const { engine } = resolution;
  const made = new Map([...desired.contents.values()].map((folder) => [folder.folder, folder]));
  const { lines: inputs, textsOf } = inputsOf(resolution, desired, moment);
  const lackOfRoom = roomProblems(resolution, textsOf);
  const twoOwners = ownerProblems(textsOf);
  const onRemove = new Map<string, Word>(
    resolution.inventory.namespaces.map(({ name, spec }) => [name, spec.onRemove]),
  );
  const decided = schedule(inputs, {
    now: moment.now,
    undo: moment.undo,
    onRemove,
    problems: (candidate, { name }) => [...twoOwners(candidate), ...lackOfRoom(candidate, name)],
  });
  const lines = inputs.map((input, index): Decided => ({ ...input, decision: at(decided, index) }));
  const words = wordedContents(engine, made, moment.contents);
  const shared = shareProfiles(lines, moment.isNewIntent);
  const profiles: OutputProfile[] = shared.map(({ name, outcome, members }) => ({
    name,
    connectivity: connectivityOf(at(members, 0)),
    sets: [...outcome.sets.values()].map((placed) => words.place(placed)),
  }));
  const clusters = shared.flatMap(({ name, members }) => members.map((line) => outputOf(line, name)));
  const used = new Set(
    profiles.flatMap(({ sets }) => sets.flatMap(({ units }) => units.map(({ content }) => content))),
  );
  return {
    profiles,
    clusters: clusters.sort((a, b) => (a.name < b.name ? -1 : 1)),
    decisions: lines.map(decidedOf),
    contents: [...made.values(), ...words.made()].filter(({ folder }) => used.has(folder)),
  };
}

function decidedOf({ name, decision, timing, delivered, desired }: Decided): DecidedCluster {
  const variablesDiffer = delivered !== undefined && desired !== undefined && delivered.variables !== desired.variables;
  return {
    name,
    decision,
    timing,
    delivered: delivered?.lineUp,
    desired: desired?.lineUp,
    variablesDiffer,
    hasNewVariables: variablesDiffer && decision.variables === 'desired',
  };
}

function connectivityOf({ wanted, had }: Line): OutputProfile['connectivity'] {
  const one = wanted ?? had;
  if (!one) throw new Error('a cluster that neither has nor should have anything');
  return one.connectivity;
}

/** The cluster's own file: as it should be, or with what it had, and where it lay, if that waits. */
function outputOf({ decision, had, wanted, isTimed }: Decided, profile: string): OutputCluster {
  if (!wanted) return kept(had, profile);
  if (decision.variables === 'desired' || !had) return { ...wanted, profile, isTimed };
  return { ...asBefore(wanted, had, had.variables()), profile, isTimed };
}

/** A cluster that is not in the inventory any more, and stays as it is all the same. */
function kept(had: DeliveredCluster | undefined, profile: string): OutputCluster {
  if (!had) throw new Error('a cluster that neither has nor should have anything');
  const { name, folder, connectivity } = had;
  return { name, home: folder, former: [], profile, connectivity, isTimed: false, variables: had.variables() };
}
