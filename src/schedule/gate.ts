import { by, compareText } from '../model/compare.ts';
import type { Freezes, Windows } from '../model/kinds.ts';
import type { Calendar } from '../model/time/calendar.ts';
import type { ClusterTiming, Hold } from '../model/time/cluster-timing.ts';
import { holdEnd } from '../model/time/hold-end.ts';
import { openSpans } from '../model/time/open-hours.ts';
import { firstFor, inBoth, joined, type Span } from '../model/time/spans.ts';
import type { Closed } from './decision.ts';
import { windowsText } from './timing-text.ts';

/** When changes may come to clusters with a timing. Each question is worked out once. */
export interface Gate {
  /** The hold that is in force, and when it is over; in milliseconds since 1970, undefined: when it is released. */
  readonly held: { readonly reason: Closed; readonly until: number | undefined } | undefined;
  /** Why changes that these windows count for may not come now; undefined: they may. */
  closed(windows: Windows): Closed | undefined;
  /**
   * The first time, from one on, at which changes may come that all these windows count for; undefined: not within a
   * year.
   */
  opens(windows: readonly Windows[], from: number): number | undefined;
}

const year = 366 * 86_400_000;

/** @param atOnce Windows and freezes count as open. */
export function gateOf(timing: ClusterTiming, now: number, atOnce: boolean, calendar: Calendar): Gate {
  const lead = atOnce ? 0 : timing.lead;
  const over = holdEnd(timing, calendar);
  const held = timing.hold && over > now ? heldBy(timing.hold, over) : undefined;
  const freezes = atOnce ? [] : timing.freezes;
  const spans = (windows: Windows, from: number, without: Freezes) => {
    const hours = { windows: atOnce ? [] : windows, timeZone: timing.timeZone, freezes: without };
    return openSpans(hours, from, from + year, calendar);
  };
  const opens = (all: readonly Windows[], from: number) => {
    const start = Math.max(from, over);
    if (start === Infinity) return undefined;
    const [first = [], ...rest] = all;
    const together = rest.reduce<Iterable<Span>>(
      (some, windows) => inBoth(some, spans(windows, start, freezes)),
      spans(first, start, freezes),
    );
    return firstFor(lead, together);
  };
  const closed = (windows: Windows): Closed | undefined => {
    if (held) return held.reason;
    if (opens([windows], now) === now) return undefined;
    const today = calendar.daysIn(timing.timeZone).dayAt(now);
    const frozen = freezeOn(freezes, today);
    if (frozen) return frozen;
    const coming = firstFor(lead, spans(windows, now, [])) === now ? freezeAfter(freezes, today) : undefined;
    if (coming) return coming;
    const [run] = joined(spans(windows, now, freezes), lead);
    return { why: 'window', closes: run?.start === now ? run.end : undefined };
  };
  return {
    held,
    closed: once(closed, windowsText),
    opens: once(opens, (all, from) => `${from} ${all.map(windowsText).join()}`),
  };
}

/** Gates by keys, one for all timings that say the same. */
export function gatesAt(
  now: number,
  calendar: Calendar,
): (key: string, timing: ClusterTiming, atOnce: boolean) => Gate {
  const known = new Map<string, Gate>();
  return (key, timing, atOnce) => {
    const gate = known.get(key) ?? gateOf(timing, now, atOnce, calendar);
    known.set(key, gate);
    return gate;
  };
}

function heldBy({ reason, until }: Hold, over: number): Gate['held'] {
  return { reason: { why: 'hold', reason, until }, until: over === Infinity ? undefined : over };
}

/** Of the freezes of a day the one that lasts longest. */
function freezeOn(freezes: Freezes, day: string): Closed | undefined {
  const [longest] = freezes.filter(({ from, to }) => from <= day && day <= to).sort((a, b) => compareText(b.to, a.to));
  return longest && closedBy(longest);
}

/** The next freeze after a day: it is so near that a change would not be there before it. */
function freezeAfter(freezes: Freezes, day: string): Closed | undefined {
  const [next] = freezes.filter(({ from }) => from > day).sort(by(({ from }) => from));
  return next && closedBy(next);
}

function closedBy({ from, to, reason }: Freezes[number]): Closed {
  return { why: 'freeze', reason, from, to };
}

function once<A extends readonly unknown[], R>(ask: (...question: A) => R, keyOf: (...question: A) => string) {
  const known = new Map<string, { readonly answer: R }>();
  return (...question: A): R => {
    const key = keyOf(...question);
    const { answer } = known.get(key) ?? { answer: ask(...question) };
    known.set(key, { answer });
    return answer;
  };
}
