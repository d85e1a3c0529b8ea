import { by, compareText } from '../model/compare.ts';
import type { Windows } from '../model/kinds.ts';
import { type ClusterTiming, windowsFor } from '../model/time/cluster-timing.ts';

/** The same for two timings that say the same. */
export function timingText({ timeZone, windows, namespaces, freezes, hold, lead }: ClusterTiming): string {
  return JSON.stringify([
    timeZone,
    windowsText(windows),
    Array.from(namespaces, ([name, own]) => [name, windowsText(own)]),
    freezes.map(({ from, to, reason }) => [from, to, reason]),
    hold && [hold.reason, hold.until],
    lead,
  ]);
}

/**
 * The same for two timings if the sets of these namespaces may move at the same times by both, but for holds and freezes.
 * Where no windows count, neither does the time zone.
 */
export function hoursText(timing: ClusterTiming, namespaces: readonly string[]): string {
  const hours = namespaces.map((name) => ({ name, text: windowsText(windowsFor(timing, name)) }));
  const limited = hours.filter(({ text }) => text !== '').sort(by(({ name }) => name));
  return limited.length === 0 ? '' : JSON.stringify([timing.timeZone, timing.lead, limited]);
}

/** The same for two lists of windows that are open at the same times as far as that is plain to see. */
export function windowsText(windows: Windows): string {
  const texts = new Set(windows.map(({ schedule, duration }) => `${schedule} ${duration}`));
  return [...texts].sort(compareText).join(';');
}
