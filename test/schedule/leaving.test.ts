import { describe, expect, it } from 'vitest';
import { follow } from './follow.ts';
import { having, timing } from './notes.ts';

const nights = [{ schedule: '0 2 * * *', duration: '3h' }];
const gone = { e1: having({ till: 'till@1' }) };

function fleetWith(bar: string, when = timing()) {
  const fleet = follow({ e1: when });
  fleet.deploy('2027-03-01T10:00Z', { wants: { e1: having({ bar, till: 'till@1' }) } });
  return fleet;
}

describe('a namespace that leaves', () => {
  it('is kept without a word where it says so, and where it is not in the inventory any more', () => {
    const options = { onRemove: new Map([['bar', 'keep' as const]]) };
    expect(fleetWith('beer@1').deploy('2027-03-01T12:00Z', { wants: gone, options })).toEqual({ e1: ['till: till@1'] });
    expect(fleetWith('beer@1').deploy('2027-03-01T12:00Z', { wants: gone })).toEqual({ e1: ['till: till@1'] });
  });

  it('is deleted at once where what was delivered says so', () => {
    const options = { onRemove: new Map([['bar', 'delete' as const]]) };
    expect(fleetWith('beer@1 delete').deploy('2027-03-01T12:00Z', { wants: gone, options })).toEqual({
      e1: ['till: till@1'],
    });
    expect(fleetWith('beer@1 delete').deploy('2027-03-01T12:00Z', { wants: gone })).toEqual({ e1: ['till: till@1'] });
  });

  it.each([
    ['delete', 'beer@1', 'beer@1 delete'],
    ['keep', 'beer@1 delete', 'beer@1'],
  ] as const)('that has just come to %s says so first, and goes once the cluster has heard', (word, before, after) => {
    const options = { onRemove: new Map([['bar', word]]) };
    const fleet = fleetWith(before);
    expect(fleet.deploy('2027-03-01T12:00Z', { wants: gone, options })).toEqual({
      e1: [`bar: ${after}; till: till@1`, `bar waits until 01 12:15: says ${word} first`],
    });
    const saidSince = new Map([['bar', Date.parse('2027-03-01T12:00Z')]]);
    expect(fleet.deploy('2027-03-01T12:14Z', { saidSince, options })).toEqual({
      e1: [`bar: ${after}; till: till@1`, `bar waits until 01 12:15: says ${word} first`],
    });
    expect(fleet.deploy('2027-03-01T12:15Z', { saidSince, options })).toEqual({ e1: ['till: till@1'] });
  });

  it('brings its word in its windows alone, and goes in them', () => {
    const options = { onRemove: new Map([['bar', 'delete' as const]]) };
    const fleet = fleetWith('beer@1', timing({ of: { bar: nights } }));
    expect(fleet.deploy('2027-03-01T12:00Z', { wants: gone, options })['e1']).toEqual([
      'bar: beer@1; till: till@1',
      'bar waits until 02 02:15: window',
    ]);
    expect(fleet.deploy('2027-03-02T04:40Z', { options })['e1']).toEqual([
      'bar: beer@1 delete; till: till@1',
      'bar waits until 03 02:00: says delete first',
    ]);
  });

  it('says its word before what moves together with it moves', () => {
    const options = { onRemove: new Map([['bar', 'delete' as const]]) };
    const fleet = fleetWith('beer@1');
    const wants = { e1: having({ till: 'till@2 beer@1' }) };
    expect(fleet.deploy('2027-03-01T12:00Z', { wants, options })['e1']).toEqual([
      'bar: beer@1 delete; till: till@1',
      'bar waits until 01 12:15: says delete first',
      'till waits until 01 12:15: says delete first of bar',
    ]);
    expect(fleet.deploy('2027-03-01T12:30Z', { options })['e1']).toEqual(['till: till@2 beer@1']);
  });

  it('says it although windows count as open, since what is kept is not to be lost by that', () => {
    const options = { onRemove: new Map([['bar', 'delete' as const]]) };
    const change = { wants: gone, options, atOnce: ['e1'] };
    expect(fleetWith('beer@1').deploy('2027-03-01T12:00Z', change)['e1']?.[0]).toBe('bar: beer@1 delete; till: till@1');
  });

  it('does not say it while it is held, and not if it comes back', () => {
    const options = { onRemove: new Map([['bar', 'delete' as const]]) };
    const held = { e1: timing({ hold: { reason: 'flood' } }) };
    const fleet = fleetWith('beer@1');
    const before = 'bar: beer@1; till: till@1';
    expect(fleet.deploy('2027-03-01T12:00Z', { wants: gone, timings: held, options })['e1']?.[0]).toBe(before);
    const back = { e1: having({ bar: 'beer@1', till: 'till@1' }) };
    expect(fleet.deploy('2027-03-01T13:00Z', { wants: back, timings: { e1: timing() }, options })['e1']).toEqual([
      before,
    ]);
  });
});
