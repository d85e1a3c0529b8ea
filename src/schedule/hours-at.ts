import type { Calendar } from '../model/time/calendar.ts';
import { type ClusterTiming, windowsFor } from '../model/time/cluster-timing.ts';
import { holdEnd } from '../model/time/hold-end.ts';
import { openSpans } from '../model/time/open-hours.ts';
import { joined } from '../model/time/spans.ts';
import type { Closed } from './decision.ts';
import { gateOf } from './gate.ts';

/** When changes may come to a cluster, seen from a time. Times are in milliseconds since 1970. */
export interface HoursAt {
  /** `closing`: open, but a change that came now would not be there before it closes. */
  readonly state: 'open' | 'closing' | 'closed';
  /** Why it is not open; undefined where it is. */
  readonly why: Closed | undefined;
  /** The next opening that is still to come; undefined: it stays open, or none is known within a year. */
  readonly opens: number | undefined;
  /** When it closes, or where it is closed, when it closes after the next opening; undefined: it stays open for long. */
  readonly closes: number | undefined;
}

const day = 86_400_000;
const year = 366 * day;
/** Windows that follow each other without a gap for so long are not looked at any further. */
const long = 8 * day;

/** @param namespace Whose windows count; undefined: those of the cluster itself. */
export function hoursAt(timing: ClusterTiming, namespace: string | undefined, at: number, calendar: Calendar): HoursAt {
  const windows = windowsFor(timing, namespace);
  const why = gateOf(timing, at, false, calendar).closed(windows);
  const from = Math.max(at, holdEnd(timing, calendar));
  if (from === Infinity) return { state: 'closed', why, opens: undefined, closes: undefined };
  const spans = openSpans({ ...timing, windows }, from, from + year, calendar);
  const [first, second] = joined(spans, long);
  const ends = first && first.end < from + year && second?.start !== first.end;
  const closes = ends ? first.end : undefined;
  if (first?.start !== at) return { state: 'closed', why, opens: first?.start, closes };
  return { state: why ? 'closing' : 'open', why, opens: ends ? second?.start : undefined, closes };
}
