import { defineRule } from './define.ts';

export const neverOpens = defineRule({
  id: 'RE703',
  name: 'never-opens',
  severity: 'warning',
  summary: 'A window never opens.',
  page: `
    The schedule of a window can be read, but there is no such day, or the window stays open for no time. Where it is
    the only one, no change ever reaches the clusters.

        windows:
          - {schedule: "0 2 30 2 *", duration: 3h}       there is no 30 February
          - {schedule: "0 2 31 4,6 *", duration: 3h}     neither April nor June has 31 days
          - {schedule: "0 2 * * 0", duration: 0m}        closed as soon as it opens

    A list without windows, windows: [], means that changes may come at any time. To keep changes away for some days,
    write a freeze; to keep one cluster as it is, a hold.
  `,
});
