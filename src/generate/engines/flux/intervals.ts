import type { Connectivity } from '../../../model/resolution.ts';

/** How often a cluster looks and tries again. Durations as Flux writes them. */
export interface Intervals {
  /** Between two looks at the source. */
  readonly source: string;
  /** For one fetch from the source. */
  readonly sourceTimeout: string;
  /** Between two runs that correct drift. */
  readonly apply: string;
  /** Between two tries after a failure. */
  readonly retry: string;
  /** For one run. */
  readonly timeout: string;
  /** For one run that waits until its objects are ready: short, so that broken applications do not keep Flux's workers. */
  readonly waitTimeout: string;
}

/** How often a cluster looks to which changes come in windows: often enough to see an opening in time. */
const timed: Readonly<Record<Connectivity, string>> = { online: '5m', intermittent: '10m', offline: '15m' };

/** Between two looks at the source. */
export function sourceInterval(connectivity: Connectivity, isTimed: boolean): string {
  return isTimed ? timed[connectivity] : intervals[connectivity].source;
}

/** In milliseconds: until the next look at the source, and for one run after it. */
export function leadOf(connectivity: Connectivity, isTimed: boolean): number {
  return minutes(sourceInterval(connectivity, isTimed)) + minutes(intervals[connectivity].timeout);
}

function minutes(duration: string): number {
  return Number.parseInt(duration, 10) * 60_000;
}

/** A poor line is asked less often and given more time. */
export const intervals: Readonly<Record<Connectivity, Intervals>> = {
  online: { source: '10m', sourceTimeout: '1m', apply: '30m', retry: '3m', timeout: '5m', waitTimeout: '2m' },
  intermittent: { source: '15m', sourceTimeout: '2m', apply: '1h', retry: '5m', timeout: '5m', waitTimeout: '3m' },
  offline: { source: '30m', sourceTimeout: '5m', apply: '1h', retry: '10m', timeout: '10m', waitTimeout: '3m' },
};
