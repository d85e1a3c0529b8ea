import type { Finding } from '../model/diagnostic.ts';
import { durationOf } from '../model/duration.ts';
import { neverOpens } from '../model/rules/re703-never-opens.ts';
import { everOpens } from '../model/time/schedules.ts';
import type { WrittenWindows } from './written-windows.ts';

/** Windows that no time lies in (RE703). */
export function findNeverOpening(written: readonly WrittenWindows[]): Finding[] {
  const known = new Map<string, boolean>();
  const opens = (schedule: string) => {
    const does = known.get(schedule) ?? everOpens(schedule);
    known.set(schedule, does);
    return does;
  };
  const findings: Finding[] = [];
  for (const { item, path, windows } of written) {
    for (const [at, { schedule, duration }] of windows.entries()) {
      const add = (field: string, message: string, hint: string) =>
        findings.push({ rule: neverOpens, message, hint, place: { ...item.source, path: [...path, at, field] } });
      if (!opens(schedule))
        add('schedule', `${JSON.stringify(schedule)} never comes: there is no such day`, 'Name a day that comes.');
      else if (durationOf(duration) === 0)
        add('duration', 'the window closes as soon as it opens', 'Say how long it stays open, such as 3h.');
    }
  }
  return findings;
}
