import { mustGet } from './at.ts';

const units = new Map([
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
]);

/** What is longer is as good as this: times of a calendar that a window reaches back or a soak reaches ahead to stay dates. */
const longest = 36_525 * 86_400_000;

/** A duration such as `1h30m` in milliseconds, at most a hundred years. */
export function durationOf(text: string): number {
  let total = 0;
  for (const [, count, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)([dhms])/g))
    total += Number(count) * mustGet(units, unit);
  return Math.min(total, longest);
}

/** Milliseconds for people, rounded up to minutes: `2d 3h`, `21h 4m`, `5m`. */
export function durationText(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts =
    days > 0 ? [`${days}d`, hours > 0 ? `${hours}h` : ''] : [hours > 0 ? `${hours}h` : '', rest > 0 ? `${rest}m` : ''];
  return parts.filter((part) => part !== '').join(' ') || '0m';
}
