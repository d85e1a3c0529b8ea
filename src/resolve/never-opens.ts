import type { Finding } from '../model/diagnostic.ts';
import { durationOf, durationText } from '../model/duration.ts';
import type { Windows } from '../model/kinds.ts';
import type { Resolution } from '../model/resolution.ts';
import { neverOpens } from '../model/rules/re703-never-opens.ts';
import { type Calendar, newCalendar } from '../model/time/calendar.ts';
import { openSpans } from '../model/time/open-hours.ts';
import { everOpens } from '../model/time/schedules.ts';
import { inBoth, joined, type Span } from '../model/time/spans.ts';
import { type WindowNeed, windowNeeds } from './window-needs.ts';
import type { WrittenWindows } from './written-windows.ts';

type Window = Windows[number];

interface Fault {
  readonly field: keyof Window;
  readonly message: string;
  readonly hint: string;
}

/** Windows that no time lies in, or none in which a change could come (RE703). Freezes do not count. */
export function findNeverOpening(resolution: Resolution, written: readonly WrittenWindows[]): Finding[] {
  const calendar = newCalendar();
  const needsOf = windowNeeds(resolution);
  const opens = once(everOpens);
  return written.flatMap(({ item, path, windows }) =>
    windows.flatMap((window, at): Finding[] => {
      const fault = faultOf(window, opens) ?? tooShort(window, windows, { needsOf, calendar });
      if (!fault) return [];
      const { field, message, hint } = fault;
      return [{ rule: neverOpens, message, hint, place: { ...item.source, path: [...path, at, field] } }];
    }),
  );
}

function faultOf({ schedule, duration }: Window, opens: (schedule: string) => boolean): Fault | undefined {
  if (!opens(schedule)) {
    const message = `${JSON.stringify(schedule)} never comes: there is no such day`;
    return { field: 'schedule', message, hint: 'Name a day that comes.' };
  }
  if (durationOf(duration) > 0) return undefined;
  const message = 'the window closes as soon as it opens';
  return { field: 'duration', message, hint: 'Say how long it stays open, such as 3h.' };
}

/** Longer ones suffice for every cluster, so that clusters need not be looked at for them. */
const plenty = 6 * 3_600_000;

/** Short windows that follow each other without a gap are a long one. */
function tooShort(
  window: Window,
  windows: Windows,
  { needsOf, calendar }: { readonly needsOf: ReturnType<typeof windowNeeds>; readonly calendar: Calendar },
): Fault | undefined {
  const length = durationOf(window.duration);
  if (length >= plenty) return undefined;
  const [most] = needsOf(windows)
    .filter((need) => totalOf(need) > length)
    .sort((a, b) => totalOf(b) - totalOf(a));
  if (!most || isPartOfRun(window, windows, totalOf(most), calendar)) return undefined;
  const needed = durationText(totalOf(most));
  const { connectivity, schedule, lead } = most;
  return {
    field: 'duration',
    message: `the window is too short for a change to come: it closes after ${durationText(length)}, and a cluster that is ${connectivity} needs ${needed}: ${durationText(schedule)} until the scheduled deploy has run, ${durationText(lead)} until the change is fetched and applied`,
    hint: `Let it stay open for ${needed} or longer.`,
  };
}

function totalOf({ schedule, lead }: WindowNeed): number {
  return schedule + lead;
}

/** Seen from here, windows are open as in any year: a leap day lies in it. In milliseconds since 1970. */
export const someYear = Date.UTC(2028, 0, 1);
const year = 366 * 86_400_000;
/** Schedules with more openings in a year repeat themselves long before. */
const mostSpans = 500;

/** Whether a window has a part in a time of some length for which windows are open without a gap. */
function isPartOfRun(window: Window, windows: Windows, length: number, calendar: Calendar): boolean {
  const spansOf = (some: Windows) =>
    first(mostSpans, openSpans({ windows: some, timeZone: 'UTC', freezes: [] }, someYear, someYear + year, calendar));
  const runs = [...joined(spansOf(windows), Infinity)].filter(({ start, end }) => end - start >= length);
  const [together] = inBoth(runs, spansOf([window]));
  return together !== undefined;
}

function* first(count: number, spans: Iterable<Span>): Iterable<Span> {
  let left = count;
  for (const span of spans) {
    if (left-- === 0) return;
    yield span;
  }
}

function once<T>(ask: (question: string) => T): (question: string) => T {
  const known = new Map<string, T>();
  return (question) => {
    const answer = known.get(question) ?? ask(question);
    known.set(question, answer);
    return answer;
  };
}
