import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Freezes, Windows } from '../../../src/model/kinds.ts';
import { openSpans, timeOpen, whenOpenFor } from '../../../src/model/time/open-hours.ts';
import { everOpens } from '../../../src/model/time/schedules.ts';
import { cronProblem } from '../../../src/validate/cron.ts';

const nights: Windows = [{ schedule: '0 2 * * *', duration: '3h' }];
const hour = 3_600_000;

/** The spans as `day hh:mm - day hh:mm` in UTC. */
function spans(windows: Windows, timeZone: string, from: string, until: string, freezes: Freezes = []): string[] {
  const text = (time: number) => new Date(time).toISOString().slice(8, 16).replace('T', ' ');
  const found = openSpans({ windows, timeZone, freezes }, Date.parse(from), Date.parse(until));
  return Array.from(found, ({ start, end }) => `${text(start)} - ${text(end)}`);
}

describe('windows are open', () => {
  it('at any time where there are none', () => {
    expect(spans([], 'UTC', '2026-11-02T00:00Z', '2026-11-04T09:00Z')).toEqual(['02 00:00 - 04 09:00']);
  });

  it('in the time zone, and as far as they lie between two times', () => {
    expect(spans(nights, 'America/Chicago', '2026-11-02T09:30Z', '2026-11-04T09:00Z')).toEqual([
      '02 09:30 - 02 11:00',
      '03 08:00 - 03 11:00',
      '04 08:00 - 04 09:00',
    ]);
  });

  it('once where they overlap', () => {
    const windows = [
      { schedule: '0 2 * * *', duration: '3h' },
      { schedule: '0 1,4 * * *', duration: '2h' },
      { schedule: '30 2 * * *', duration: '10m' },
    ];
    const hours = { windows, timeZone: 'UTC', freezes: [] };
    expect(timeOpen(hours, Date.parse('2026-11-02T00:00Z'), Date.parse('2026-11-03T00:00Z'))).toBe(5 * hour);
    expect(spans(windows, 'UTC', '2026-11-02T00:00Z', '2026-11-03T00:00Z')).toEqual([
      '02 01:00 - 02 03:00',
      '02 03:00 - 02 05:00',
      '02 05:00 - 02 06:00',
    ]);
  });

  it('all the time where each opens before the last one closes', () => {
    const windows = [{ schedule: '*/5 * * * *', duration: '5m' }];
    const hours = { windows, timeZone: 'UTC', freezes: [] };
    const from = Date.parse('2026-11-02T00:02Z');
    expect(whenOpenFor(hours, from, 24 * hour, Infinity)).toBe(from + 24 * hour);
  });

  it.each([
    ['put forward, right behind the gap', '30 2 * * *', '2027-03-14T00:00Z', '14 07:00 - 14 10:00'],
    ['put forward, for a list of hours too', '30 2,14 * * *', '2027-03-14T00:00Z', '14 07:00 - 14 10:00'],
    ['put forward, with a step not at all', '0 2-23/4 * * *', '2027-03-14T06:00Z', '14 10:00 - 14 13:00'],
    ['put back, at the first of the two', '30 1 * * *', '2026-10-31T12:00Z', '01 05:30 - 01 08:30'],
  ])('where clocks are %s', (_, schedule, from, first) => {
    const until = new Date(Date.parse(from) + 30 * hour).toISOString();
    expect(spans([{ schedule, duration: '3h' }], 'America/New_York', from, until)[0]).toBe(first);
  });

  it('not on frozen days, in the time zone, the last included', () => {
    const freezes = [
      { from: '2026-11-04', to: '2026-11-05' },
      { from: '2026-11-03', to: '2026-11-04' },
    ];
    const midnight = [{ schedule: '0 23 * * *', duration: '2h' }];
    expect(spans(midnight, 'America/New_York', '2026-11-02T00:00Z', '2026-11-08T00:00Z', freezes)).toEqual([
      '02 04:00 - 02 06:00',
      '03 04:00 - 03 05:00',
      '06 05:00 - 06 06:00',
      '07 04:00 - 07 06:00',
    ]);
    expect(spans([], 'UTC', '2026-11-02T00:00Z', '2026-11-08T00:00Z', freezes)).toEqual([
      '02 00:00 - 03 00:00',
      '06 00:00 - 08 00:00',
    ]);
  });

  it('never again once they are frozen for good', () => {
    const within = [
      { from: '2026-11-02', to: '2026-11-05' },
      { from: '2026-11-03', to: '2026-11-03' },
    ];
    expect(spans([], 'UTC', '2026-11-01T00:00Z', '2026-11-08T00:00Z', within)).toEqual([
      '01 00:00 - 02 00:00',
      '06 00:00 - 08 00:00',
    ]);
    const freezes = [{ from: '2026-11-03', to: '9999-12-31' }];
    expect(spans(nights, 'UTC', '2026-11-02T00:00Z', '2027-11-02T00:00Z', freezes)).toEqual(['02 02:00 - 02 05:00']);
    const hours = { windows: nights, timeZone: 'UTC', freezes };
    const from = Date.parse('2026-11-02T00:00Z');
    expect(whenOpenFor(hours, from, 4 * hour, from + 8760 * hour)).toBeUndefined();
  });
});

it('a nightly window of three hours is open for a day after eight nights', () => {
  const hours = { windows: nights, timeZone: 'UTC', freezes: [] };
  const until = whenOpenFor(hours, Date.parse('2026-11-02T09:00Z'), 24 * hour, Infinity);
  expect(new Date(until ?? 0).toISOString()).toBe('2026-11-10T05:00:00.000Z');
});

describe('schedules', () => {
  it.each(['0 0 30 2 *', '0 0 31 4,6,9,11 *', '0 0 30-31 feb *'])('that never come: %s', (schedule) => {
    expect(everOpens(schedule)).toBe(false);
  });

  it.each(['0 0 29 2 *', '0 0 30 2 1', '0 0 31 */90 *', '*/90 */40 */99 */13 */8'])('that come: %s', (schedule) => {
    expect(everOpens(schedule)).toBe(true);
  });

  it('can all be worked out that can be written', () => {
    const part = fc.oneof(
      fc.constant('*'),
      fc.nat({ max: 60 }).map(String),
      fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 })).map(([from, to]) => `${from}-${to}`),
      fc.constantFrom('jan', 'DEC', 'sun', 'Fri', 'mon-fri'),
    );
    const stepped = fc.tuple(part, fc.option(fc.integer({ min: 1, max: 99 }))).map(([text, step]) => {
      return step === null ? text : `${text}/${step}`;
    });
    const field = fc.array(stepped, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','));
    const small = fc.oneof(fc.constant('*'), fc.integer({ min: 1, max: 7 }).map(String), field);
    fc.assert(
      fc.property(fc.tuple(small, small, small, small, small), (fields) => {
        const schedule = fields.join(' ');
        fc.pre(cronProblem(schedule) === undefined);
        expect(typeof everOpens(schedule)).toBe('boolean');
      }),
    );
  });
});
