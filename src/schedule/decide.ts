import { by } from '../model/compare.ts';
import type { LineUp } from '../model/line-up.ts';
import type { ClusterTiming } from '../model/time/cluster-timing.ts';
import type { Decision, Outcome, Piece, Placed, Wait, Word } from './decision.ts';
import { farewellOf } from './farewell.ts';
import type { Gate } from './gate.ts';
import { type Group, groupsOf } from './groups.ts';
import { judgeOf, lineUpAfter } from './objections.ts';
import type { FindProblems } from './problems.ts';
import { settle } from './settle.ts';
import { closedIn, type Obstacle, waitsOf } from './waits.ts';

/** All that decides what happens to a cluster: two for which it is the same get the same. */
export interface Situation {
  readonly delivered: LineUp | undefined;
  readonly desired: LineUp | undefined;
  /** The names of the variables that differ. */
  readonly changed: readonly string[];
  readonly timing: ClusterTiming;
  readonly gate: Gate;
  readonly saidSince: ReadonlyMap<string, number>;
  readonly find: FindProblems;
}

/** What is the same for all clusters. */
export interface Circumstances {
  /** In milliseconds since 1970. */
  readonly now: number;
  /** The reason of the undo that is in force. */
  readonly undo: string | undefined;
  readonly onRemove: ReadonlyMap<string, Word>;
}

/** What is decided, without what tells clusters apart or brings them together. */
export interface Verdict extends Pick<Decision, 'variables' | 'waits' | 'moved'> {
  readonly sets: Outcome['sets'] | undefined;
}

/** Decides what moves on a cluster, what waits, for what and until when. */
export function decide(situation: Situation, circumstances: Circumstances): Verdict {
  const { delivered, desired, changed, timing, gate } = situation;
  const { undo, now } = circumstances;
  if (!delivered || !desired) return comeOrGo(situation, undo);
  const groups = groupsOf(delivered, desired, changed, timing);
  if (undo !== undefined)
    return undone(
      delivered,
      groups.flatMap(({ pieces }) => pieces),
      undo,
    );
  const obstacles = new Map<Group, Obstacle>();
  const words = new Map<string, Word>();
  for (const group of groups) {
    const farewell = farewellOf(group, { ...situation, ...circumstances, delivered, desired, lead: timing.lead });
    const closed = closedIn(group, gate);
    if (closed ?? farewell) obstacles.set(group, { closed, farewell });
    if (!closed) for (const [namespace, word] of farewell?.words ?? []) words.set(namespace, word);
  }
  const judge = judgeOf(groups, delivered, desired, situation.find);
  const free = groups.filter((group) => !obstacles.has(group));
  for (const [group, hindrance] of settle(free, judge)) obstacles.set(group, { hindrance });
  const moved = new Set(groups.filter((group) => !obstacles.has(group)));
  return {
    sets: placed(lineUpAfter(delivered, desired, moved), words),
    variables: groups.some((group) => group.hasVariables && obstacles.has(group)) ? 'delivered' : 'desired',
    waits: waitsOf(obstacles, { gate, judge, moved, now, lead: timing.lead }),
    moved: moved.size > 0 || words.size > 0,
  };
}

/** A cluster that is new, or gone: that is a move of the whole, which neither windows nor freezes hold back. */
function comeOrGo({ delivered, desired, gate: { held } }: Situation, undo: string | undefined): Verdict {
  const piece: Piece = { kind: 'cluster' };
  if (undo !== undefined) return undone(delivered, delivered || desired ? [piece] : [], undo);
  if (!desired) return { sets: undefined, variables: 'desired', waits: [], moved: delivered !== undefined };
  if (!held) return { sets: placed(desired), variables: 'desired', waits: [], moved: true };
  return { sets: undefined, variables: 'delivered', waits: [{ piece, of: piece, ...held }], moved: false };
}

/** Nothing moves. */
function undone(delivered: LineUp | undefined, pieces: readonly Piece[], reason: string): Verdict {
  const waits = pieces.map((piece): Wait => ({ piece, of: piece, reason: { why: 'undo', reason }, until: undefined }));
  return { sets: delivered && placed(delivered), variables: 'delivered', waits, moved: false };
}

/** Sets as they come out, by namespace. */
function placed({ sets }: LineUp, words?: ReadonlyMap<string, Word>): Outcome['sets'] {
  const sorted = [...sets.values()].sort(by(({ namespace }) => namespace));
  return new Map(sorted.map((set): [string, Placed] => [set.namespace, { set, word: words?.get(set.namespace) }]));
}
