import { Cron } from 'croner';
import { at } from '../model/at.ts';
import { durationOf } from '../model/duration.ts';
import type { Freezes, Windows } from '../model/kinds.ts';

/** When changes may come. */
export interface OpenHours {
  /** An empty list: at any time. */
  readonly windows: Windows;
  readonly timeZone: string;
  /** Days of the time zone on which nothing changes, whatever windows say. */
  readonly freezes: Freezes;
}

/** From `start` to before `end`, in milliseconds since 1970. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The times between two, in order and without overlap, at which at least one window is open and no freeze holds.
 *
 * Where clocks are put forward, a window that opens at an hour that is skipped opens right behind the gap; where they
 * are put back, one that opens at an hour that comes twice opens at the first. That goes for schedules that name their
 * hours and minutes; those with * or a step follow the clock, and so leave out a skipped hour and take a repeated one
 * twice. A window stays open for its duration, whatever clocks show.
 */
export function* openSpans(hours: OpenHours, from: number, until: number): Iterable<Span> {
  const { windows, timeZone, freezes } = hours;
  const open = windows.length === 0 ? [{ start: from, end: until }] : apart(windowSpans(windows, timeZone, from));
  const frozen = freezes.map((freeze) => frozenSpan(freeze, timeZone)).sort(byStart);
  for (const span of open) {
    if (span.start >= until) return;
    yield* minus({ start: Math.max(span.start, from), end: Math.min(span.end, until) }, frozen);
  }
}

/** How long it is open between two times, in milliseconds. */
export function timeOpen(hours: OpenHours, from: number, until: number): number {
  let total = 0;
  for (const { start, end } of openSpans(hours, from, until)) total += end - start;
  return total;
}

/** When it has been open for a duration since a time; undefined where that is not so before `until`. */
export function whenOpenFor(hours: OpenHours, from: number, duration: number, until: number): number | undefined {
  let left = duration;
  for (const { start, end } of openSpans(hours, from, until)) {
    if (end - start >= left) return start + left;
    left -= end - start;
  }
  return undefined;
}

/** Whether a schedule has a time at all: 30 February has none. */
export function everOpens(schedule: string): boolean {
  return cronOf(schedule, 'UTC').nextRun(new Date(0)) !== null;
}

const most = [60, 24, 31, 12, 7];

/** A step that is longer than its field takes the first value alone, but Croner refuses it. */
function cronOf(schedule: string, timezone: string): Cron {
  const fields = schedule.trim().split(/\s+/);
  const pattern = fields.map((field, index) =>
    field.replace(/\/(\d+)/g, (_, step: string) => `/${Math.min(Number(step), at(most, index))}`),
  );
  return new Cron(pattern.join(' '), {
    timezone,
    mode: '5-part',
    sloppyRanges: true,
    fixedTimeRule: 'no-wildcard',
  });
}

/** Windows by when they open, from the first that is still open at a time; they may overlap. */
function* windowSpans(windows: Windows, timeZone: string, from: number): Iterable<Span> {
  const all = windows.map(({ schedule, duration }) => {
    const cron = cronOf(schedule, timeZone);
    const length = durationOf(duration);
    return { cron, length, next: cron.nextRun(new Date(from - length)) };
  });
  for (;;) {
    const first = all.reduce((a, b) => ((b.next?.getTime() ?? Infinity) < (a.next?.getTime() ?? Infinity) ? b : a));
    if (!first.next) return;
    const start = first.next.getTime();
    yield { start, end: start + first.length };
    first.next = first.cron.nextRun(first.next);
  }
}

function frozenSpan({ from, to }: Freezes[number], timeZone: string): Span {
  const startOf = (day: string) => new Cron(`${day}T00:00:00`, { timezone: timeZone }).getOnce();
  const last = startOf(to);
  const end = last && cronOf('0 0 * * *', timeZone).nextRun(last);
  return { start: startOf(from)?.getTime() ?? -Infinity, end: end?.getTime() ?? Infinity };
}

/** Spans that come by their start, each without what an earlier one covers; they may be without end. */
function* apart(spans: Iterable<Span>): Iterable<Span> {
  let covered = -Infinity;
  for (const { start, end } of spans) {
    if (end > covered) yield { start: Math.max(start, covered), end };
    covered = Math.max(covered, end);
  }
}

/** What is left of a span without others, which come by their start. */
function* minus({ start, end }: Span, others: readonly Span[]): Iterable<Span> {
  let at = start;
  for (const other of others) {
    if (other.end <= at || other.start >= end) continue;
    if (other.start > at) yield { start: at, end: other.start };
    at = Math.max(at, other.end);
  }
  if (at < end) yield { start: at, end };
}

function byStart(a: Span, b: Span): number {
  return a.start - b.start;
}
