import { nearest } from '../model/nearest.ts';

const known = new Map<string, boolean>();
const suggestions = new Map<string, string | undefined>();

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
  const near = suggestions.has(name) ? suggestions.get(name) : nearest(name, Intl.supportedValuesOf('timeZone'));
  suggestions.set(name, near);
  return near;
}

function isAccepted(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
