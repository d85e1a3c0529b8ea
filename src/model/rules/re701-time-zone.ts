import { defineRule } from './define.ts';

export const timeZoneRule = defineRule({
  id: 'RE701',
  name: 'time-zone',
  severity: 'error',
  summary: 'A time zone does not exist.',
  page: `
    Windows and freezes are in the local time of a cluster, so its time zone has to be known. Names are those of the
    IANA database, such as America/Chicago, Europe/Berlin or UTC. Abbreviations such as CET and offsets such as +01:00
    do not say when the clocks change; offsets are refused.

        spec:
          timeZone: America/Chicago
  `,
});
