/** A time as clocks of a time zone show it. */
interface LocalTime {
  /** `Mon` */
  readonly weekday: string;
  /** `2026-11-30` */
  readonly day: string;
  /** `02:00` */
  readonly clock: string;
}

/** What clocks of a time zone with an IANA name show at a time, in milliseconds since 1970. */
export function localTime(time: number, timeZone: string): LocalTime {
  const shown = new Date(time + offsetAt(time, timeZone));
  const [day = '', rest = ''] = shown.toISOString().split('T');
  return { weekday: shown.toUTCString().slice(0, 3), day, clock: rest.slice(0, 5) };
}

/**
 * The time at which clocks of a time zone show something, which is given as if they showed UTC; in milliseconds since 1970.
 * The first one where clocks are put back; where they are put forward over it, as if they had not been.
 */
export function timeShown(shown: number, timeZone: string): number {
  const before = shown - offsetAt(shown - day, timeZone);
  const after = shown - offsetAt(shown + day, timeZone);
  return before + offsetAt(before, timeZone) === shown || after + offsetAt(after, timeZone) !== shown ? before : after;
}

const day = 86_400_000;

/** How far clocks of a time zone are ahead of UTC, in milliseconds. */
function offsetAt(time: number, timeZone: string): number {
  const parts = formatFor(timeZone).formatToParts(time);
  const {
    year = 0,
    month = 0,
    day = 0,
    hour = 0,
    minute = 0,
    second = 0,
  } = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000;
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...({ year: 'numeric', month: 'numeric', day: 'numeric' } as const),
    ...({ hour: 'numeric', minute: 'numeric', second: 'numeric' } as const),
  });
}
