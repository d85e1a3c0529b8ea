import fc from 'fast-check';
import type { Freezes, Windows } from '../../../src/model/kinds.ts';

/** What the clocks of a time zone show, minute by minute: an oracle that knows of no calendar, no cron and no offsets. */
export interface Minutes {
  /** In minutes since 1970. */
  readonly first: number;
  /** `2026-11-26 02:30 4` for each minute: the day, the time and the day of the week. */
  readonly walls: readonly string[];
}

const minute = 60_000;
const known = new Map<string, Minutes>();

/** The clocks of a time zone in some days; read once. */
export function minutesOf(timeZone: string, from: string, days: number): Minutes {
  const key = [timeZone, from, days].join();
  const before = known.get(key);
  if (before) return before;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const first = Date.parse(from) / minute;
  const walls = Array.from({ length: days * 1440 }, (_, at) => {
    const [, month, day, year, hour, min] =
      /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+)$/.exec(format.format((first + at) * minute)) ?? [];
    return `${year}-${month}-${day} ${hour}:${min} ${new Date(`${year}-${month}-${day}`).getUTCDay()}`;
  });
  const minutes = { first, walls };
  known.set(key, minutes);
  return minutes;
}

/** A window in parts that need no reading. */
export interface PlainWindow {
  /** Times such as `02:30`; or, with `every`, hours, in which it opens every so many minutes. */
  readonly at: readonly string[];
  readonly every: number | undefined;
  /** Days of the week, 0 for Sunday; empty: all. */
  readonly days: readonly number[];
  /** In minutes. */
  readonly length: number;
}

/** The same as people write it. */
export function written(windows: readonly PlainWindow[]): Windows {
  return windows.flatMap(({ at, every, days, length }) => {
    const week = days.length === 0 ? '*' : days.join();
    const duration = `${length}m`;
    if (every !== undefined) return [{ schedule: `*/${every} ${at.map(Number).join()} * * ${week}`, duration }];
    return at.map((time) => {
      const [hour, min] = time.split(':').map(Number);
      return { schedule: `${min} ${hour} * * ${week}`, duration };
    });
  });
}

/** Whether it is open in each minute, by going through all of them. */
export function openMinutes({ walls }: Minutes, windows: readonly PlainWindow[], freezes: Freezes): boolean[] {
  const open = walls.map(() => windows.length === 0);
  for (const { at, every, days, length } of windows) {
    const starts = every === undefined ? timedStarts(walls, at, days) : stepStarts(walls, at, every, days);
    for (const start of starts) open.fill(true, start, start + length);
  }
  return open.map((isOpen, at) => {
    const day = walls[at]?.slice(0, 10) ?? '';
    return isOpen && !freezes.some(({ from, to }) => day >= from && day <= to);
  });
}

/** The first minute of a day at which clocks show a time or more. */
function timedStarts(walls: readonly string[], times: readonly string[], days: readonly number[]): number[] {
  const first = new Map<string, number>();
  for (const [at, wall] of walls.entries()) if (!first.has(wall.slice(0, 16))) first.set(wall.slice(0, 16), at);
  const dates = new Set(walls.map((wall) => wall.slice(0, 10)));
  return [...dates].slice(1).flatMap((date) => {
    if (days.length > 0 && !days.includes(new Date(date).getUTCDay())) return [];
    return times.flatMap((time) => {
      const wanted = `${date} ${time}`;
      const start = first.get(wanted) ?? walls.findIndex((wall) => wall.slice(0, 16) >= wanted);
      return start < 0 ? [] : [start];
    });
  });
}

/** Every minute at which clocks show such a time, however often. */
function stepStarts(
  walls: readonly string[],
  hours: readonly string[],
  every: number,
  days: readonly number[],
): number[] {
  return walls.flatMap((wall, at) => {
    const [hour, min, day] = [wall.slice(11, 13), Number(wall.slice(14, 16)), Number(wall.slice(17))];
    return hours.includes(hour) && min % every === 0 && (days.length === 0 || days.includes(day)) ? [at] : [];
  });
}

const hour = fc.constantFrom('00', '01', '02', '03', '05', '12', '23');
const days = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 4 }).map((some) => some.sort()),
);

export const plainWindow: fc.Arbitrary<PlainWindow> = fc.oneof(
  fc.record({
    at: fc.uniqueArray(
      fc.tuple(hour, fc.constantFrom('00', '30', '45')).map((parts) => parts.join(':')),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
    every: fc.constant(undefined),
    days,
    length: fc.constantFrom(10, 60, 180, 300, 720),
  }),
  fc.record({
    at: fc.uniqueArray(hour, { minLength: 1, maxLength: 2 }).map((some) => some.sort()),
    every: fc.constantFrom(15, 20),
    days,
    length: fc.constantFrom(5, 15, 30),
  }),
);

/** Two weeks in which clocks change, and zones where they do: also by half an hour, at midnight, and not at all. */
export const seasons = [
  { from: '2026-10-22T00:00Z', zones: ['America/New_York', 'Europe/Berlin', 'Africa/Cairo', 'Asia/Kolkata'] },
  { from: '2027-03-14T00:00Z', zones: ['America/New_York', 'Europe/Berlin', 'Asia/Beirut', 'America/Havana'] },
  { from: '2027-03-30T00:00Z', zones: ['Australia/Lord_Howe', 'America/Santiago', 'Pacific/Chatham', 'UTC'] },
  { from: '2026-09-28T00:00Z', zones: ['Australia/Lord_Howe', 'Australia/Sydney', 'Asia/Tokyo', 'Europe/London'] },
] as const;
