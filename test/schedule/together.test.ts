import { describe, expect, it } from 'vitest';
import { follow } from './follow.ts';
import { having, timing } from './notes.ts';

const nights = [{ schedule: '0 2 * * *', duration: '3h' }];
const noons = [{ schedule: '0 12 * * *', duration: '1h' }];

describe('variables of a cluster', () => {
  it('move by themselves, at its windows, where no set uses one that changes', () => {
    const fleet = follow({ e1: timing({ windows: nights, of: { till: noons } }) });
    fleet.deploy('2027-03-01T10:00Z', {
      wants: { e1: having({ till: 'till@1 uses:name' }, { name: 'e1', number: '7' }) },
    });
    const wants = { e1: having({ till: 'till@1 uses:name' }, { name: 'e1', number: '8' }) };
    expect(fleet.deploy('2027-03-01T12:00Z', { wants })).toEqual({
      e1: ['till: till@1 uses:name | name=e1 number=7', 'variables waits until 02 02:00: window'],
    });
    expect(fleet.deploy('2027-03-02T02:00Z')).toEqual({ e1: ['till: till@1 uses:name | name=e1 number=8'] });
  });

  it('wait for the windows of sets that use one, although these do not change', () => {
    const fleet = follow({ e1: timing({ of: { till: nights } }) });
    fleet.deploy('2027-03-01T10:00Z', { wants: { e1: having({ till: 'till@1 uses:number' }, { number: '7' }) } });
    const wants = { e1: having({ till: 'till@1 uses:number' }, { number: '8' }) };
    expect(fleet.deploy('2027-03-01T12:00Z', { wants })).toEqual({
      e1: ['till: till@1 uses:number | number=7', 'variables waits until 02 02:00: window of till'],
    });
    expect(fleet.deploy('2027-03-02T02:00Z')).toEqual({ e1: ['till: till@1 uses:number | number=8'] });
  });

  it('move together with sets that change and use one, before or after, and not with others', () => {
    const fleet = follow({ e1: timing({ of: { late: nights, early: noons } }) });
    const before = { early: 'early@1', late: 'late@1', old: 'old@1 uses:number' };
    fleet.deploy('2027-03-01T10:00Z', { wants: { e1: having(before, { number: '7' }) } });
    const after = { early: 'early@2', late: 'late@2 uses:number', old: 'old@2' };
    expect(fleet.deploy('2027-03-01T12:00Z', { wants: { e1: having(after, { number: '8' }) } })).toEqual({
      e1: [
        'early: early@2; late: late@1; old: old@1 uses:number | number=7',
        'variables waits until 02 02:00: window of late',
        'late waits until 02 02:00: window',
        'old waits until 02 02:00: window of late',
      ],
    });
    expect(fleet.deploy('2027-03-02T02:00Z')).toEqual({
      e1: ['early: early@2; late: late@2 uses:number; old: old@2 | number=8'],
    });
  });

  it('that come or go are changed ones', () => {
    const fleet = follow({ e1: timing({ windows: nights }) });
    fleet.deploy('2027-03-01T10:00Z', { wants: { e1: having({ till: 'till@1' }, { a: '1', b: '2' }) } });
    const [now, ...waits] =
      fleet.deploy('2027-03-01T12:00Z', { wants: { e1: having({ till: 'till@1' }, { b: '2', c: '3' }) } })['e1'] ?? [];
    expect(now).toBe('till: till@1 | a=1 b=2');
    expect(waits).toEqual(['variables waits until 02 02:00: window']);
  });
});

describe('an application that moves', () => {
  const before = having({ shop: 'till@1 web@1', pay: 'card@1' });
  const after = having({ shop: 'web@2', pay: 'card@1 till@1' });

  it('is never on a cluster twice or not at all: both sets wait until both may move', () => {
    const fleet = follow({ e1: timing({ of: { shop: nights, pay: [{ schedule: '0 4 * * *', duration: '3h' }] } }) });
    fleet.deploy('2027-03-01T10:00Z', { wants: { e1: before } });
    expect(fleet.deploy('2027-03-02T02:00Z', { wants: { e1: after } })).toEqual({
      e1: [
        'pay: card@1; shop: till@1 web@1',
        'pay waits until 02 04:00: window',
        'shop waits until 02 04:00: window of pay',
      ],
    });
    expect(fleet.deploy('2027-03-02T04:00Z')).toEqual({ e1: ['pay: card@1 till@1; shop: web@2'] });
  });

  it('waits without end between sets that are never open together', () => {
    const fleet = follow({ e1: timing({ of: { shop: nights, pay: noons } }) });
    fleet.deploy('2027-03-01T10:00Z', { wants: { e1: before } });
    expect(fleet.deploy('2027-03-02T02:00Z', { wants: { e1: after } })).toEqual({
      e1: ['pay: card@1; shop: till@1 web@1', 'pay waits: window', 'shop waits: window of pay'],
    });
    expect(fleet.deploy('2027-03-02T12:00Z', { atOnce: ['e1'] })).toEqual({ e1: ['pay: card@1 till@1; shop: web@2'] });
  });

  it('takes along what moves together with either set', () => {
    const fleet = follow({ e1: timing({ of: { pay: nights } }) });
    fleet.deploy('2027-03-01T10:00Z', {
      wants: { e1: having({ shop: 'till@1 uses:number', pay: 'card@1' }, { number: '7' }) },
    });
    const wants = { e1: having({ shop: 'web@1', pay: 'card@1 till@1' }, { number: '8' }) };
    expect(fleet.deploy('2027-03-01T12:00Z', { wants })).toEqual({
      e1: [
        'pay: card@1; shop: till@1 uses:number | number=7',
        'variables waits until 02 02:00: window of pay',
        'pay waits until 02 02:00: window',
        'shop waits until 02 02:00: window of pay',
      ],
    });
  });
});
