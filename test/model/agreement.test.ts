import { describe, expect, it } from 'vitest';
import { type Admission, agreementOn, refusalOf, requested } from '../../src/model/agreement.ts';

const closed: Admission = { applications: [], rejected: [], proposed: false };
const open: Admission = { ...closed, applications: ['*'] };
const named: Admission = { ...closed, applications: ['tills', 'till'] };
const refusing: Admission = { ...open, rejected: [{ application: 'till', reason: 'no room' }] };

describe('an application and a namespace', () => {
  it.each([
    ['agree if it names one that takes it in', { namespace: 'shop' }, named, 'placed'],
    ['agree if it names one that takes all in', { namespace: 'shop' }, open, 'placed'],
    ['do not yet if it only asks', { requests: 'shop' }, open, 'pending'],
    ['do not yet if the namespace does not take it in', { namespace: 'shop' }, closed, 'pending'],
    ['do not yet if the namespace is only proposed', { namespace: 'shop' }, { ...open, proposed: true }, 'pending'],
    ['do not yet if there is no such namespace', { namespace: 'shop' }, undefined, 'pending'],
    ['do not if the namespace turned it down, whom else it takes in', { namespace: 'shop' }, refusing, 'rejected'],
    ['have nothing to do with each other if it names none', {}, undefined, 'unassigned'],
  ])('%s', (_, wish, namespace, agreement) => {
    expect(agreementOn('till', wish, namespace)).toBe(agreement);
  });
});

it('asks for another namespace than the one that it names, or for none', () => {
  expect(requested({ namespace: 'shop', requests: 'web' })).toBe('web');
  expect(requested({ requests: 'web' })).toBe('web');
  expect(requested({ namespace: 'web', requests: 'web' })).toBeUndefined();
  expect(requested({ namespace: 'web' })).toBeUndefined();
});

it('is turned down by name, with a reason', () => {
  expect(refusalOf(refusing, 'till')?.refusal.reason).toBe('no room');
  expect(refusalOf(refusing, 'tills')).toBeUndefined();
});
