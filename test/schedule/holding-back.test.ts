import { describe, expect, it } from 'vitest';
import { follow } from './follow.ts';
import { having, timing } from './notes.ts';

const nights = [{ schedule: '0 2 * * *', duration: '3h' }];
const sundays = [{ schedule: '0 3 * * 0', duration: '2h' }];
const one = having({ till: 'till@1' });
const two = having({ till: 'till@2' });

/** The lines of one cluster that has the first version and should have the second, at a time. */
function secondVersion(at: string, when: Parameters<typeof timing>[0], atOnce = false) {
  const fleet = follow({ e1: timing({ ...when, hold: undefined }) });
  fleet.deploy('2027-02-01T00:00Z', { wants: { e1: one } });
  return fleet.deploy(at, { wants: { e1: two }, timings: { e1: timing(when) }, atOnce: atOnce ? ['e1'] : [] })['e1'];
}

describe('a cluster that nothing holds back', () => {
  it('gets what it should have', () => {
    expect(secondVersion('2027-03-01T12:00Z', {})).toEqual(['till: till@2']);
  });

  it('has nothing to wait for where it has what it should have, whatever is closed', () => {
    const fleet = follow({ e1: timing() });
    fleet.deploy('2027-03-01T12:00Z', { wants: { e1: one } });
    const closed = timing({ windows: nights, hold: { reason: 'flood' } });
    expect(fleet.deploy('2027-03-01T13:00Z', { timings: { e1: closed } })).toEqual({ e1: ['till: till@1'] });
  });
});

describe('a hold', () => {
  it('keeps what the cluster has until it is released', () => {
    expect(secondVersion('2027-03-01T12:00Z', { hold: { reason: 'flood' } })).toEqual([
      'till: till@1',
      'till waits: held (flood)',
    ]);
  });

  it('is over with its last day, in the time zone of the cluster', () => {
    const when = { timeZone: 'America/Chicago', hold: { reason: 'flood', until: '2027-03-02' } };
    expect(secondVersion('2027-03-03T05:59Z', when)).toEqual([
      'till: till@1',
      'till waits until 03 06:00: held (flood)',
    ]);
    expect(secondVersion('2027-03-03T06:00Z', when)).toEqual(['till: till@2']);
  });

  it('that is over lets the cluster wait for its next window', () => {
    const when = { windows: nights, hold: { reason: 'flood', until: '2027-03-02' } };
    expect(secondVersion('2027-03-02T03:00Z', when)).toEqual([
      'till: till@1',
      'till waits until 03 02:00: held (flood)',
    ]);
  });

  it('holds when windows and freezes count as open', () => {
    expect(secondVersion('2027-03-01T12:00Z', { hold: { reason: 'flood' } }, true)).toEqual([
      'till: till@1',
      'till waits: held (flood)',
    ]);
  });
});

describe('a freeze', () => {
  const when = { timeZone: 'America/New_York', freezes: [{ from: '2027-03-02', to: '2027-03-04', reason: 'fair' }] };
  const waits = ['till: till@1', 'till waits until 05 05:00: frozen from 2027-03-02 to 2027-03-04'];

  it('keeps what the cluster has on the days between, by its own calendar', () => {
    expect(secondVersion('2027-03-02T05:00Z', when)).toEqual(waits);
    expect(secondVersion('2027-03-05T04:59Z', when)).toEqual(waits);
    expect(secondVersion('2027-03-05T05:00Z', when)).toEqual(['till: till@2']);
  });

  it('is too near where a change would not be there before it', () => {
    expect(secondVersion('2027-03-02T04:45Z', when)).toEqual(['till: till@2']);
    expect(secondVersion('2027-03-02T04:46Z', when)).toEqual(waits);
  });

  it('is not lifted by windows, of the cluster or of the namespace', () => {
    expect(secondVersion('2027-03-03T12:00Z', { ...when, windows: nights, of: { till: [] } })).toEqual(waits);
  });

  it('that lasts longest is the one that is told', () => {
    const freezes = [{ from: '2027-03-01', to: '2027-03-06' }, ...when.freezes];
    expect(secondVersion('2027-03-03T12:00Z', { ...when, freezes })).toEqual([
      'till: till@1',
      'till waits until 07 05:00: frozen from 2027-03-01 to 2027-03-06',
    ]);
  });

  it('counts as open at once', () => {
    expect(secondVersion('2027-03-03T12:00Z', { ...when, windows: nights }, true)).toEqual(['till: till@2']);
  });
});

describe('a window', () => {
  it('lets changes in while it is open, and so long before it closes that they are there in time', () => {
    const waits = ['till: till@1', 'till waits until 02 02:00: window'];
    expect(secondVersion('2027-03-02T01:59Z', { windows: nights })).toEqual(waits);
    expect(secondVersion('2027-03-02T02:00Z', { windows: nights })).toEqual(['till: till@2']);
    expect(secondVersion('2027-03-02T04:45Z', { windows: nights })).toEqual(['till: till@2']);
    expect(secondVersion('2027-03-02T04:46Z', { windows: nights })).toEqual([
      'till: till@1',
      'till waits until 03 02:00: window closes 02 05:00',
    ]);
  });

  it('does not close where the next one follows', () => {
    const windows = [...nights, { schedule: '0 5 * * *', duration: '1h' }];
    expect(secondVersion('2027-03-02T04:59Z', { windows })).toEqual(['till: till@2']);
  });

  it('that is too short for a change never lets one in', () => {
    expect(secondVersion('2027-03-02T02:00Z', { windows: [{ schedule: '0 2 * * *', duration: '10m' }] })).toEqual([
      'till: till@1',
      'till waits: window closes 02 02:10',
    ]);
  });

  it('of the namespace counts in place of the cluster’s, an empty list too', () => {
    expect(secondVersion('2027-03-02T02:00Z', { windows: nights, of: { till: sundays } })).toEqual([
      'till: till@1',
      'till waits until 07 03:00: window',
    ]);
    expect(secondVersion('2027-03-07T03:00Z', { windows: [], of: { till: sundays } })).toEqual(['till: till@2']);
    expect(secondVersion('2027-03-02T12:00Z', { windows: nights, of: { till: [] } })).toEqual(['till: till@2']);
  });

  it('opens right behind an hour that clocks skip, and at the first of two', () => {
    const when = {
      timeZone: 'America/New_York',
      windows: [
        { schedule: '30 1 * * *', duration: '1h' },
        { schedule: '30 2 * * *', duration: '1h' },
      ],
    };
    expect(secondVersion('2027-03-14T06:00Z', when)?.[1]).toBe('till waits until 14 06:30: window');
    expect(secondVersion('2027-03-14T07:59Z', when)?.[1]).toBe('till waits until 15 05:30: window closes 14 08:00');
    expect(secondVersion('2026-11-01T05:00Z', when)?.[1]).toBe('till waits until 01 05:30: window');
  });
});

describe('a new cluster', () => {
  const closed = { windows: nights, freezes: [{ from: '2027-03-01', to: '2027-03-31' }] };

  it('gets all at once, whatever is closed', () => {
    const fleet = follow({ e1: timing(closed) });
    expect(fleet.deploy('2027-03-02T12:00Z', { wants: { e1: one } })).toEqual({ e1: ['till: till@1'] });
  });

  it('gets nothing while it is held', () => {
    const fleet = follow({ e1: timing({ ...closed, hold: { reason: 'not wired yet', until: '2027-03-03' } }) });
    expect(fleet.deploy('2027-03-02T12:00Z', { wants: { e1: one } })).toEqual({
      e1: ['nothing', 'cluster waits until 04 00:00: held (not wired yet)'],
    });
    expect(fleet.deploy('2027-03-04T12:00Z')).toEqual({ e1: ['till: till@1'] });
  });
});

it('a cluster that goes goes at once, whatever is closed', () => {
  const fleet = follow({ e1: timing() });
  fleet.deploy('2027-03-01T12:00Z', { wants: { e1: one } });
  const timings = { e1: timing({ windows: nights, hold: { reason: 'flood' } }) };
  expect(fleet.deploy('2027-03-02T12:00Z', { wants: { e1: undefined }, timings })).toEqual({ e1: ['nothing'] });
});

it('a namespace that comes, and one that goes, wait as any change does, each for itself', () => {
  const when = timing({ windows: nights, of: { bar: sundays } });
  const fleet = follow({ e1: when });
  fleet.deploy('2027-03-01T12:00Z', { wants: { e1: having({ foo: 'foo@1', till: 'till@1' }) } });
  const wants = { e1: having({ bar: 'bar@1', till: 'till@1' }) };
  expect(fleet.deploy('2027-03-02T12:00Z', { wants })).toEqual({
    e1: ['foo: foo@1; till: till@1', 'bar waits until 07 03:00: window', 'foo waits until 03 02:00: window'],
  });
  expect(fleet.deploy('2027-03-03T02:00Z')['e1']?.[0]).toBe('till: till@1');
  expect(fleet.deploy('2027-03-07T03:00Z')).toEqual({ e1: ['bar: bar@1; till: till@1'] });
});
