import { describe, expect, it } from 'vitest';
import { newCalendar } from '../../src/model/time/calendar.ts';
import { hoursAt } from '../../src/schedule/hours-at.ts';
import { timeText, timing } from './notes.ts';

const nights = [{ schedule: '0 2 * * *', duration: '3h' }];

/** `open, closes 02 05:00, opens 03 02:00`, and why not. */
function hours(at: string, when: Parameters<typeof timing>[0], namespace?: string): string {
  const { state, why, opens, closes } = hoursAt(timing(when), namespace, Date.parse(at), newCalendar());
  const parts = [
    `${state}${why ? ` (${why.why})` : ''}`,
    closes === undefined ? '' : `closes ${timeText(closes)}`,
    opens === undefined ? '' : `opens ${timeText(opens)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

describe('hours', () => {
  it('without windows never close', () => {
    expect(hours('2027-03-02T12:00Z', {})).toBe('open');
  });

  it('of a window: before, within, shortly before it closes, and after', () => {
    expect(hours('2027-03-02T01:00Z', { windows: nights })).toBe('closed (window), closes 02 05:00, opens 02 02:00');
    expect(hours('2027-03-02T02:00Z', { windows: nights })).toBe('open, closes 02 05:00, opens 03 02:00');
    expect(hours('2027-03-02T04:50Z', { windows: nights })).toBe('closing (window), closes 02 05:00, opens 03 02:00');
    expect(hours('2027-03-02T05:00Z', { windows: nights })).toBe('closed (window), closes 03 05:00, opens 03 02:00');
  });

  it('of a namespace are its own where it has any', () => {
    const when = { windows: nights, of: { bar: [{ schedule: '0 9 * * *', duration: '1h' }], always: [] } };
    expect(hours('2027-03-02T09:30Z', when, 'bar')).toBe('open, closes 02 10:00, opens 03 09:00');
    expect(hours('2027-03-02T09:30Z', when, 'other')).toBe('closed (window), closes 03 05:00, opens 03 02:00');
    expect(hours('2027-03-02T09:30Z', when, 'always')).toBe('open');
  });

  it('are one where windows follow each other', () => {
    const windows = [...nights, { schedule: '0 5 * * *', duration: '1h' }];
    expect(hours('2027-03-02T04:59Z', { windows })).toBe('open, closes 02 06:00, opens 03 02:00');
    expect(hours('2027-03-02T04:59Z', { windows: [{ schedule: '0 0 * * *', duration: '24h' }] })).toBe('open');
    const weekdays = [{ schedule: '0 0 * * 1-5', duration: '24h' }];
    expect(hours('2027-03-02T04:59Z', { windows: weekdays })).toBe('open, closes 06 00:00, opens 08 00:00');
  });

  it('end where a freeze begins, and begin where it ends', () => {
    const freezes = [{ from: '2027-03-03', to: '2027-03-04' }];
    expect(hours('2027-03-02T12:00Z', { freezes })).toBe('open, closes 03 00:00, opens 05 00:00');
    expect(hours('2027-03-02T23:50Z', { freezes })).toBe('closing (freeze), closes 03 00:00, opens 05 00:00');
    expect(hours('2027-03-03T12:00Z', { freezes })).toBe('closed (freeze), opens 05 00:00');
    expect(hours('2027-03-03T12:00Z', { freezes, windows: nights })).toBe(
      'closed (freeze), closes 05 05:00, opens 05 02:00',
    );
  });

  it('begin after a hold, if that has an end', () => {
    expect(hours('2027-03-03T03:00Z', { windows: nights, hold: { reason: 'flood' } })).toBe('closed (hold)');
    const hold = { reason: 'flood', until: '2027-03-05' };
    expect(hours('2027-03-05T23:59Z', { hold })).toBe('closed (hold), opens 06 00:00');
    expect(hours('2027-03-06T00:00Z', { hold })).toBe('open');
    expect(hours('2027-03-03T03:00Z', { windows: nights, hold })).toBe(
      'closed (hold), closes 06 05:00, opens 06 02:00',
    );
    expect(hours('2027-03-03T03:00Z', { hold })).toBe('closed (hold), opens 06 00:00');
    expect(hours('2027-03-06T03:00Z', { hold })).toBe('open');
  });

  it('that never come are not known', () => {
    expect(hours('2027-03-03T03:00Z', { windows: [{ schedule: '0 2 30 2 *', duration: '3h' }] })).toBe(
      'closed (window)',
    );
  });
});
