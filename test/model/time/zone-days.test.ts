import { describe, expect, it } from 'vitest';
import { daysIn } from '../../../src/model/time/zone-days.ts';

const time = (text: string) => Date.parse(text);

describe('days of a time zone', () => {
  it.each([
    ['Asia/Kolkata', '2026-11-26T18:29Z', '2026-11-26'],
    ['Asia/Kolkata', '2026-11-26T18:30Z', '2026-11-27'],
    ['Pacific/Kiritimati', '2026-12-31T10:00Z', '2027-01-01'],
    ['America/New_York', '2027-01-01T04:59Z', '2026-12-31'],
  ])('in %s at %s: %s', (zone, at, day) => {
    expect(daysIn(zone).dayAt(time(at))).toBe(day);
  });

  it.each([
    ['America/New_York', '2027-03-14', '2027-03-14T05:00Z', '2027-03-15T04:00Z', 'of 23 hours'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00Z', '2026-11-02T05:00Z', 'of 25 hours'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30Z', '2026-10-04T13:00Z', 'of 23 hours and a half'],
    ['Asia/Beirut', '2027-03-28', '2027-03-27T22:00Z', '2027-03-28T21:00Z', 'without a midnight'],
    ['Africa/Cairo', '2026-10-29', '2026-10-28T21:00Z', '2026-10-29T22:00Z', 'with 23 o’clock twice'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00Z', '2026-11-02T05:00Z', 'with midnight twice'],
    ['Pacific/Kiritimati', '2026-12-31', '2026-12-30T10:00Z', '2026-12-31T10:00Z', 'far east'],
  ])('in %s, %s: from %s to %s, %s', (zone, day, start, end) => {
    const days = daysIn(zone);
    expect([days.startOf(day), days.endOf(day)]).toEqual([time(start), time(end)]);
  });

  it('are without end behind the year 9999', () => {
    expect(daysIn('UTC').endOf('9999-12-31')).toBe(Infinity);
    expect(daysIn('UTC').endOf('9999-12-30')).toBe(time('9999-12-31T00:00Z'));
  });
});
