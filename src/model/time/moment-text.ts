import { durationText } from '../duration.ts';
import { localTime } from './local-time.ts';

/** Where and when a time is read: the time zone of the cluster that it is about, and when that is said. */
export interface Reading {
  /** IANA. */
  readonly timeZone: string;
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** A weekday alone names no other day. */
const week = 6 * 86_400_000;

/**
 * A time to come, for people: `Mon 02:00 America/Chicago (in 9h)`, and from a week on with its day, `2026-12-14 02:00
 * America/Chicago (in 14d)`.
 */
export function momentText(time: number, { timeZone, now }: Reading): string {
  const { weekday, day, clock } = localTime(time, timeZone);
  const date = time - now < week ? weekday : day;
  return `${date} ${clock} ${timeZone} (in ${durationText(time - now)})`;
}
