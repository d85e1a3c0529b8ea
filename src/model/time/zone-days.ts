/** The calendar of a time zone. Times are milliseconds since 1970, days are written as `2026-11-26`. */
export interface ZoneDays {
  /** The day that it is at a time. */
  dayAt(time: number): string;
  /** When a day begins: at midnight, or right behind the gap where clocks are put forward over midnight. */
  startOf(day: string): number;
  /** When a day is over: as soon as the next one begins. Infinite behind the year 9999. */
  endOf(day: string): number;
}

const minute = 60_000;
const dayLength = 86_400_000;
/** No time zone is further from UTC. */
const furthest = 15 * 3_600_000;

/** The day that it is at a time in a time zone; in UTC for a cluster that has none. */
export function dayIn(timeZone: string | undefined, time: number): string {
  return daysIn(timeZone ?? 'UTC').dayAt(time);
}

/** The calendar of a time zone with an IANA name. */
export function daysIn(timeZone: string): ZoneDays {
  const options = { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', options);
  /** Days since 1970. */
  const numberAt = (time: number) => {
    const {
      year = 0,
      month = 0,
      day = 0,
    } = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(year, month - 1, day) / dayLength;
  };
  const starts = new Map<number, number>();
  /** Looked for from both sides to the minute, since the way from a local time to a time is not one to one. */
  const startOfNumber = (day: number) => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    let before = day * dayLength - furthest;
    let after = day * dayLength + furthest;
    while (after - before > minute) {
      const middle = before + Math.floor((after - before) / 2 / minute) * minute;
      if (numberAt(middle) < day) before = middle;
      else after = middle;
    }
    starts.set(day, after);
    return after;
  };
  return {
    dayAt: (time) => new Date(numberAt(time) * dayLength).toISOString().slice(0, 10),
    startOf: (day) => startOfNumber(Date.parse(day) / dayLength),
    endOf: (day) => (day === '9999-12-31' ? Infinity : startOfNumber(Date.parse(day) / dayLength + 1)),
  };
}
