import { durationOf } from '../duration.ts';
import type { Freezes, Windows } from '../kinds.ts';
import { type Calendar, newCalendar } from './calendar.ts';
import { apart, byStart, minus, type Span } from './spans.ts';

/** When changes may come. */
export interface OpenHours {
  /** An empty list: at any time. */
  readonly windows: Windows;
  readonly timeZone: string;
  /** Days of the time zone on which nothing changes, whatever windows say. */
  readonly freezes: Freezes;
}

/**
 * The times between two, in order and without overlap, at which at least one window is open and no freeze holds.
 * A window stays open for its duration, whatever clocks show.
 */
export function* openSpans(
  { windows, timeZone, freezes }: OpenHours,
  from: number,
  until: number,
  calendar: Calendar = newCalendar(),
): Iterable<Span> {
  const always = [{ start: from, end: until }];
  const open = windows.length === 0 ? always : apart(windowSpans(windows, timeZone, from, calendar));
  const days = calendar.daysIn(timeZone);
  const frozen = freezes.map(({ from, to }) => ({ start: days.startOf(from), end: days.endOf(to) })).sort(byStart);
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

/** Windows by when they open, from the first that is still open at a time; they may overlap. */
function* windowSpans(windows: Windows, timeZone: string, from: number, calendar: Calendar): Iterable<Span> {
  const all = windows.map(({ schedule, duration }) => {
    const length = durationOf(duration);
    const times = calendar.times(schedule, timeZone, from - length)[Symbol.iterator]();
    return { times, length, next: times.next() };
  });
  for (;;) {
    const first = all.reduce((a, b) => (startOf(b.next) < startOf(a.next) ? b : a));
    if (first.next.done) return;
    const start = first.next.value;
    yield { start, end: start + first.length };
    first.next = first.times.next();
  }
}

function startOf(next: IteratorResult<number>): number {
  return next.done ? Infinity : next.value;
}
