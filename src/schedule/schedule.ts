import type { Having } from '../model/line-up.ts';
import { type Calendar, newCalendar } from '../model/time/calendar.ts';
import type { ClusterTiming } from '../model/time/cluster-timing.ts';
import { changedVariables } from './changed-variables.ts';
import { type Circumstances, decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { decisionsOf } from './decisions.ts';
import { gatesAt } from './gate.ts';
import { lineUpText } from './line-up-text.ts';
import { numbersBy, numbersOfThings } from './numbers.ts';
import { type Candidate, type Problem, problemsOnce } from './problems.ts';
import { timingText } from './timing-text.ts';

/** What decides for one cluster. */
export interface ClusterInput {
  /** Undefined: nothing was delivered to it yet, under none of its names. */
  readonly delivered: Having | undefined;
  /** Undefined: it is not in the inventory any more, or retired. */
  readonly desired: Having | undefined;
  readonly timing: ClusterTiming;
  /** Windows and freezes count as open for it; holds do not. */
  readonly atOnce?: boolean;
  /**
   * Since when delivered sets say that they are kept or deleted, in milliseconds since 1970, by namespace; those that
   * are not named have said so for long.
   */
  readonly saidSince?: ReadonlyMap<string, number> | undefined;
  /**
   * What else `problems` asks of a cluster: its capacity, the names of its variables. With one and the same object, or
   * none, two clusters have the same problems with the same sets.
   */
  readonly judgedAs?: object | undefined;
}

export interface ScheduleOptions<C extends ClusterInput> extends Circumstances {
  /** What would be wrong with what a cluster may get, beside dependencies that are not there. */
  problems?(candidate: Candidate, cluster: C): readonly Problem[];
  readonly calendar?: Calendar;
}

/**
 * Decides for each cluster what moves and what waits; the answers are in the order of the clusters. Each distinct
 * situation is worked out once, so that for most clusters no more is done than to compare their variables.
 */
export function schedule<C extends ClusterInput>(clusters: readonly C[], options: ScheduleOptions<C>): Decision[] {
  const lineUp = numbersBy(lineUpText);
  const timing = numbersBy(timingText);
  const saying = numbersBy((since: ReadonlyMap<string, number>) => JSON.stringify([...since]));
  const judge = numbersOfThings();
  const gateFor = gatesAt(options.now, options.calendar ?? newCalendar());
  const find = problemsOnce((candidate: Candidate, cluster: C) => options.problems?.(candidate, cluster) ?? []);
  const decisionOf = decisionsOf();
  const decisions = new Map<string, Decision>();
  return clusters.map((cluster) => {
    const { delivered, desired, atOnce = false, saidSince } = cluster;
    const changed = delivered && desired ? changedVariables(delivered.variables, desired.variables) : [];
    const hours = `${timing(cluster.timing)} ${atOnce}`;
    const judged = judge(cluster.judgedAs);
    const sets = `${lineUp(delivered?.lineUp)} ${lineUp(desired?.lineUp)}`;
    const key = `${sets} ${hours} ${judged} ${saying(saidSince)} ${changed.join()}`;
    const known = decisions.get(key);
    if (known) return known;
    const situation = {
      delivered: delivered?.lineUp,
      desired: desired?.lineUp,
      changed,
      timing: cluster.timing,
      gate: gateFor(hours, cluster.timing, atOnce),
      saidSince: saidSince ?? new Map<string, number>(),
      find: find(judged, cluster),
    };
    const decision = decisionOf(situation, decide(situation, options));
    decisions.set(key, decision);
    return decision;
  });
}
