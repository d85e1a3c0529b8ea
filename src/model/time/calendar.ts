import type { Cron } from 'croner';
import { cronOf } from './schedules.ts';
import { daysIn, type ZoneDays } from './zone-days.ts';

/**
 * Time zones and the times at which schedules come in them, each worked out once: to ask for the next time of a schedule
 * costs up to a millisecond, and a fleet asks for the same few again and again.
 */
export interface Calendar {
  daysIn(timeZone: string): ZoneDays;
  /** The times at which a schedule comes, in milliseconds since 1970, from the first that lies behind `after`. */
  times(schedule: string, timeZone: string, after: number): Iterable<number>;
}

export function newCalendar(): Calendar {
  const zones = new Map<string, ZoneDays>();
  const known = new Map<string, KnownTimes[]>();
  return {
    daysIn(timeZone) {
      const days = zones.get(timeZone) ?? daysIn(timeZone);
      zones.set(timeZone, days);
      return days;
    },
    times(schedule, timeZone, after) {
      const key = `${timeZone} ${schedule}`;
      const stretches = known.get(key) ?? [];
      known.set(key, stretches);
      let times = stretches.find((one) => one.after <= after && after <= (one.found.at(-1) ?? one.after) + near);
      if (!times) {
        times = { after, found: [], cron: stretches[0]?.cron ?? cronOf(schedule, timeZone) };
        stretches.push(times);
      }
      return timesBehind(times, after);
    },
  };
}

/** The first times of a schedule behind a time, as far as somebody asked for them. */
interface KnownTimes {
  readonly after: number;
  readonly found: number[];
  readonly cron: Cron;
}

/** Somebody who asks for a time that is further from what is known begins anew, rather than to work out all between. */
const near = 2 * 86_400_000;

function* timesBehind({ after: start, found, cron }: KnownTimes, after: number): Iterable<number> {
  for (let at = 0; ; at++) {
    const time = found[at] ?? cron.nextRun(new Date(found[at - 1] ?? start))?.getTime();
    if (time === undefined) return;
    found[at] = time;
    if (time > after) yield time;
  }
}
