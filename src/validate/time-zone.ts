import { nearest } from '../model/nearest.ts';

/** Those of the world's time zones that somebody named. */
const accepted = new Set<string>();

/** Whether a name stands for a time zone, aliases included. Offsets such as +01:00 do not: they have no summer time. */
export function isTimeZone(name: string): boolean {
  if (accepted.has(name)) return true;
  const isOne = /^[A-Za-z]/.test(name) && isAccepted(name);
  if (isOne) accepted.add(name);
  return isOne;
}

/** Tells which time zone was probably meant. A mistake may be on thousands of clusters, and is looked into once. */
export function timeZoneGuesser(): (name: string) => string | undefined {
  const guesses = new Map<string, string | undefined>();
  return (name) => {
    const near = guesses.has(name) ? guesses.get(name) : nearest(name, Intl.supportedValuesOf('timeZone'));
    guesses.set(name, near);
    return near;
  };
}

function isAccepted(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
