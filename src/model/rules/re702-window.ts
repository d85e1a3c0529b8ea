import { defineRule } from './define.ts';

export const windowRule = defineRule({
  id: 'RE702',
  name: 'window',
  severity: 'error',
  summary: 'A schedule or a duration cannot be read.',
  page: `
    A window opens at the times of a schedule and stays open for a duration. A schedule has five fields: minute, hour,
    day of the month, month, day of the week (0 and 7 are Sunday).

        windows:
          - {schedule: "0 2 * * 1-5", duration: 3h}         Monday to Friday, 02:00 to 05:00
          - {schedule: "30 22 1,15 * *", duration: 1h30m}   on the 1st and the 15th
          - {schedule: "0 */6 * * *", duration: 45m}        every six hours

    A field is *, a number, a range 1-5, a list 1,15, or one of these with a step /6. Months and days may be named:
    jan, mon. Durations are whole numbers with s, m, h or d.

    Times are those of the cluster's time zone. Where clocks are put forward, a window at an hour that is skipped opens
    right behind the gap: 02:30 at 03:00. Where they are put back, one at an hour that comes twice opens once, at the
    first. Schedules with * or a step for the hour or the minute leave a skipped hour out and take a repeated one twice.
    A window stays open for its duration, whatever clocks show.
  `,
});
