import { nearest } from '../model/nearest.ts';

const known = new Map<string, boolean>();

/** Whether a name stands for a time zone, aliases included. Offsets such as +01:00 do not: they have no summer time. */
export function isTimeZone(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const answer = /^[A-Za-z]/.test(name) && isAccepted(name);
  known.set(name, answer);
  return answer;
}

/** The time zone that was probably meant. */
export function nearestTimeZone(name: string): string | undefined {
  return nearest(name, Intl.supportedValuesOf('timeZone'));
}

function isAccepted(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
