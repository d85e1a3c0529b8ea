import { Cron } from 'croner';
import { at } from '../at.ts';

/**
 * A schedule of five cron fields in a time zone.
 *
 * Where clocks are put forward, a schedule whose hour is skipped comes right behind the gap; where they are put back, one
 * whose hour comes twice comes in the first. That goes for schedules that name their hours and minutes; those with * or
 * a step follow the clock, and so leave out a skipped hour and take a repeated one twice.
 *
 * A step that is longer than its field takes the first value alone, but Croner refuses it.
 */
export function cronOf(schedule: string, timezone: string): Cron {
  const fields = schedule.trim().split(/\s+/);
  const pattern = fields.map((field, index) =>
    field.replace(/\/(\d+)/g, (_, step: string) => `/${Math.min(Number(step), at(most, index))}`),
  );
  return new Cron(pattern.join(' '), {
    timezone,
    mode: '5-part',
    sloppyRanges: true,
    fixedTimeRule: 'no-wildcard',
  });
}

const most = [60, 24, 31, 12, 7];

/** Whether a schedule has a time at all: 30 February has none. */
export function everOpens(schedule: string): boolean {
  return cronOf(schedule, 'UTC').nextRun(new Date(0)) !== null;
}
