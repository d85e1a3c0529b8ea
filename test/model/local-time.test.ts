import { describe, expect, it } from 'vitest';
import { localTime, timeShown } from '../../src/model/time/local-time.ts';
import { momentText } from '../../src/model/time/moment-text.ts';

describe('what clocks show', () => {
  it('is of their time zone, on both sides of midnight and of a change of clocks', () => {
    const shown = (time: string, timeZone: string) => Object.values(localTime(Date.parse(time), timeZone)).join(' ');
    expect(shown('2026-11-30T05:59Z', 'America/Chicago')).toBe('Sun 2026-11-29 23:59');
    expect(shown('2026-11-30T06:00Z', 'America/Chicago')).toBe('Mon 2026-11-30 00:00');
    expect(shown('2026-11-29T18:30Z', 'Asia/Kolkata')).toBe('Mon 2026-11-30 00:00');
    expect(shown('2027-03-14T07:59Z', 'America/Chicago')).toBe('Sun 2027-03-14 01:59');
    expect(shown('2027-03-14T08:00Z', 'America/Chicago')).toBe('Sun 2027-03-14 03:00');
  });

  it('is shown at one time, at the first of two, and as if clocks had not been put forward where it is skipped', () => {
    const time = (shown: string, timeZone: string) =>
      new Date(timeShown(Date.parse(`${shown}Z`), timeZone)).toISOString().slice(0, 16);
    expect(time('2026-11-30T02:00', 'America/Chicago')).toBe('2026-11-30T08:00');
    expect(time('2026-11-30T02:00', 'Pacific/Kiritimati')).toBe('2026-11-29T12:00');
    expect(time('2026-11-01T01:30', 'America/Chicago')).toBe('2026-11-01T06:30');
    expect(time('2027-03-14T02:30', 'America/Chicago')).toBe('2027-03-14T08:30');
    expect(time('2027-03-14T03:00', 'America/Chicago')).toBe('2027-03-14T08:00');
    expect(time('2027-03-14T01:59', 'America/Chicago')).toBe('2027-03-14T07:59');
  });
});

it('a time to come is told by its weekday, or by its day where that would be another one', () => {
  const reading = { timeZone: 'America/Chicago', now: Date.parse('2026-11-29T23:00Z') };
  const moment = (time: string) => momentText(Date.parse(time), reading);
  expect(moment('2026-11-30T08:00Z')).toBe('Mon 02:00 America/Chicago (in 9h)');
  expect(moment('2026-12-05T08:00Z')).toBe('Sat 02:00 America/Chicago (in 5d 9h)');
  expect(moment('2026-12-06T08:00Z')).toBe('2026-12-06 02:00 America/Chicago (in 6d 9h)');
});
