import { at } from '../model/at.ts';
import type { ClusterSet } from '../model/cluster-set.ts';
import { countOf, firstOf, grouped, moreLines, someOf } from '../model/counts.ts';
import type { Plan, PlanChange, PlanOutline } from '../model/plan.ts';
import type { Waiting } from '../model/waiting.ts';

/** A plan as it is told. */
export interface PlanReport {
  readonly plan: Plan;
  /** The name of what it was compared with. */
  readonly ref: string;
  /** What would wait if it were deployed now. */
  readonly waiting: readonly Waiting[];
  /** What stops the change whatever reason is given, a sentence each. */
  readonly faults: readonly string[];
  /** Why what deploy would stop at is let through; undefined: it is not. */
  readonly allow: string | undefined;
}

/** So many faults are told. */
const mostFaults = 20;

export const faultTitle = 'Stopped by what lies in clusters/ and fleet/';

/** What stops the change whatever reason is given: the first of it, and how much more there is. */
export function faultLines({ faults }: Pick<PlanReport, 'faults'>): string[] {
  return [...faults.slice(0, mostFaults), ...moreLines(faults.length - mostFaults)];
}

/** What becomes of what deploy would stop at. */
export function stopTitle({ allow }: Pick<PlanReport, 'allow'>): string {
  return allow === undefined ? 'Deploy would stop' : `Allowed (${allow})`;
}

/** `application/till in shop`, or `namespace/shop`. */
export function unitOf({ namespace, application }: PlanChange): string {
  return application === undefined ? `namespace/${namespace}` : `application/${application} in ${namespace}`;
}

/** The sign of a change, and what it does before `on 3 clusters`. */
export function changeWords({ change, destructive }: PlanChange): { readonly mark: string; readonly words: string } {
  if (change === 'added') return { mark: '+', words: 'comes to' };
  if (change === 'removed') return { mark: '-', words: 'leaves' };
  return { mark: destructive ? '-' : '~', words: 'changes on' };
}

/** `3 clusters: e1, e2, w1`, with the names of the first ones. */
export function clusterList({ names }: Pick<Plan, 'names'>, clusters: ClusterSet, most: number): string {
  const count = clusters.count();
  const shown = clusters.first(most).map((index) => at(names, index));
  return `${countOf(count, 'cluster')}: ${shown.join(', ')}${count > most ? ', …' : ''}`;
}

/** `namespace shop on 2 clusters (e1, e2): held: flood in the basement, until 2026-12-01` */
export function waitingLine({ pieces, clusters, text }: Waiting, most: number): string {
  return `${firstOf(pieces)} on ${countOf(clusters.length, 'cluster')} (${someOf(clusters, most)}): ${text}`;
}

/** All of it in a line. */
export function summary({ affected, total, placements, delivery }: PlanOutline): string {
  const { added, removed, changed } = placements;
  const reached = affected.count();
  if (reached === 0)
    return delivery.isEmpty() ? 'Plan: nothing changes on any cluster.' : 'Plan: nothing changes in what clusters run.';
  return `Plan: ${grouped(reached)} of ${countOf(total, 'cluster')} affected; applications: ${grouped(added)} added, ${grouped(changed)} changed, ${grouped(removed)} removed.`;
}
