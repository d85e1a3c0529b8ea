import { expect, it } from 'vitest';
import { follow } from './follow.ts';
import { having, timing } from './notes.ts';

const nights = [{ schedule: '0 2 * * *', duration: '3h' }];

it('nothing moves while an undo is in force: not what changed, not what is new, not what is gone', () => {
  const fleet = follow({});
  const one = having({ till: 'till@1' }, { number: '1' });
  fleet.deploy('2027-03-01T10:00Z', { wants: { e1: one, e2: one, e3: one } });
  const two = having({ till: 'till@2' }, { number: '2' });
  const wants = { e1: two, e2: undefined, e4: one };
  const kept = 'till: till@1 | number=1';
  expect(fleet.deploy('2027-03-01T12:00Z', { wants, options: { undo: 'prices were wrong' }, atOnce: ['e1'] })).toEqual({
    e1: [kept, 'variables waits: undo (prices were wrong)', 'till waits: undo (prices were wrong)'],
    e2: [kept, 'cluster waits: undo (prices were wrong)'],
    e3: [kept],
    e4: ['nothing', 'cluster waits: undo (prices were wrong)'],
  });
  expect(fleet.deploy('2027-03-01T13:00Z')).toEqual({
    e1: ['till: till@2 | number=2'],
    e2: ['nothing'],
    e3: [kept],
    e4: [kept],
  });
});

it('going back is what a cluster should have, at once but for holds', () => {
  const fleet = follow({ e1: timing({ windows: nights }), e2: timing({ windows: nights }) });
  const one = having({ till: 'till@1' });
  const two = having({ bar: 'beer@1', till: 'till@2' });
  fleet.deploy('2027-03-01T10:00Z', { wants: { e1: two, e2: two } });
  const timings = { e2: timing({ hold: { reason: 'flood' } }) };
  expect(fleet.deploy('2027-03-01T12:00Z', { wants: { e1: one, e2: one }, timings, atOnce: ['e1', 'e2'] })).toEqual({
    e1: ['till: till@1'],
    e2: ['bar: beer@1; till: till@2', 'bar waits: held (flood)', 'till waits: held (flood)'],
  });
});
