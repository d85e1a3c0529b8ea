import type { ClusterSet } from '../model/cluster-set.ts';
import { durationText } from '../model/duration.ts';
import type { ApplicationPlacement, Resolution } from '../model/resolution.ts';
import { timeOpen, whenOpenFor } from '../model/time/open-hours.ts';
import { type SharedHours, sharedHours } from './shared-hours.ts';
import { listClusters } from './wording.ts';

/** What a change still has to wait for where it soaks. */
export interface Soak {
  /** Milliseconds since 1970; undefined: not within a year. */
  readonly until: number | undefined;
  /** The same in words: `it soaks in canary until 2026-11-03T09:00:00Z, for 18h more`. */
  readonly text: string;
}

/** Where a change is, since when, and for how long it has to be there; times in milliseconds. */
export interface SoakQuestion {
  readonly ring: string;
  readonly clusters: ClusterSet;
  readonly since: number;
  readonly soak: number;
  readonly now: number;
}

const year = 366 * 86_400_000;

/**
 * What a change of an application waits for; undefined where it has soaked: changes could come to each of the clusters
 * for the soak time, counted by its windows (all the time if there are none) without frozen days. So the clusters
 * that are open least decide.
 */
export function soakLeft(
  resolution: Resolution,
  { namespace }: ApplicationPlacement,
  question: SoakQuestion,
): Soak | undefined {
  const { clusters, since, soak, now } = question;
  let last: Waiting | undefined;
  for (const shared of sharedHours(resolution, namespace, clusters)) {
    const until = whenOpenFor(shared.hours, since, soak, Math.max(now, since) + year);
    if (until !== undefined && until <= now) continue;
    if (!last || (until ?? Infinity) > (last.until ?? Infinity)) last = { ...shared, until };
  }
  return last && { until: last.until, text: describe(last, question, resolution) };
}

/** For how long a change has soaked, in milliseconds: for how long it could come to the clusters that are open least. */
export function soakedFor(
  resolution: Resolution,
  { namespace }: ApplicationPlacement,
  { clusters, since, now }: Pick<SoakQuestion, 'clusters' | 'since' | 'now'>,
): number {
  const open = sharedHours(resolution, namespace, clusters).map(({ hours }) => timeOpen(hours, since, now));
  return Math.min(...open);
}

interface Waiting extends SharedHours {
  readonly until: number | undefined;
}

function describe(
  { hours, clusters, until }: Waiting,
  { ring, since, soak, now }: SoakQuestion,
  { inventory }: Resolution,
): string {
  const left = soak - timeOpen(hours, since, now);
  const end = until === undefined ? 'for longer than a year' : `until ${textOf(until)}`;
  const what = `it soaks in ${ring} ${end}, for ${durationText(left)} more`;
  const who = listClusters(clusters, inventory);
  if (hours.windows.length > 0) return `${what} in the ${hours.timeZone} windows of ${who}`;
  return until === Math.max(now, since) + left ? what : `${what} without the frozen days of ${who}`;
}

/** RFC 3339 in UTC, to the second. */
export function textOf(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
