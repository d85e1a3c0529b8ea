import { defineRule } from './define.ts';

export const neverOpens = defineRule({
  id: 'RE703',
  name: 'never-opens',
  severity: 'warning',
  summary: 'A window never opens, or not for long enough.',
  page: `
    The schedule of a window can be read, but there is no such day, or the window closes before a change could come.
    Where it is the only one, no change ever reaches the clusters.

        windows:
          - {schedule: "0 2 30 2 *", duration: 3h}       there is no 30 February
          - {schedule: "0 2 31 4,6 *", duration: 3h}     neither April nor June has 31 days
          - {schedule: "0 2 * * 0", duration: 0m}        closed as soon as it opens
          - {schedule: "0 2 * * 0", duration: 20m}       closed before a change is there

    How long it takes: the scheduled deploy runs every 15 minutes, then a cluster has to look, to fetch and to
    apply. That makes 25 minutes for a cluster that is online, 30 for one that is intermittent, and 40 for one that
    is offline. Windows that follow each other without a gap count as one.

    What moves together needs a time at which all of it is open: namespaces on a cluster that use one of its
    variables move with it where it changes. If their windows are never open together, the change never comes.

    A list without windows, windows: [], means that changes may come at any time. To keep changes away for some
    days, write a freeze; to keep one cluster as it is, a hold.
  `,
});
