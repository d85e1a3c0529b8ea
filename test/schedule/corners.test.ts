import { expect, it } from 'vitest';
import { follow } from './follow.ts';
import { having, timing } from './notes.ts';

const nights = [{ schedule: '0 2 * * *', duration: '3h' }];
const sundays = [{ schedule: '0 3 * * 0', duration: '2h' }];
const flood = { reason: 'flood' };

it('an application that is deleted while a held cluster has it stays there until the hold is over', () => {
  const fleet = follow({ e1: timing(), e2: timing({ windows: nights }) });
  const both = having({ shop: 'till@1 web@1' });
  fleet.deploy('2027-03-01T10:00Z', { wants: { e1: both, e2: both } });
  const held = { e1: timing({ hold: flood }) };
  const without = having({ shop: 'web@1' });
  expect(fleet.deploy('2027-03-01T12:00Z', { wants: { e1: without, e2: without }, timings: held })).toEqual({
    e1: ['shop: till@1 web@1', 'shop waits: held (flood)'],
    e2: ['shop: till@1 web@1', 'shop waits until 02 02:00: window'],
  });
  expect(fleet.deploy('2027-03-02T02:00Z')['e2']).toEqual(['shop: web@1']);
  expect(fleet.deploy('2027-03-02T03:00Z', { timings: { e1: timing() } })['e1']).toEqual(['shop: web@1']);
});

it('a cluster that is renamed while it waits keeps its name until it may move, and other sets do not wait for it', () => {
  const fleet = follow({ e1: timing({ windows: nights, of: { bar: [] } }) });
  const called = (cluster_name: string, till: string, bar: string) => having({ bar, till }, { cluster_name });
  fleet.deploy('2027-03-01T10:00Z', { wants: { e1: called('old', 'till@1 uses:cluster_name', 'beer@1') } });
  const wants = { e1: called('new', 'till@2 uses:cluster_name', 'beer@2') };
  expect(fleet.deploy('2027-03-01T12:00Z', { wants })['e1']).toEqual([
    'bar: beer@2; till: till@1 uses:cluster_name | cluster_name=old',
    'variables waits until 02 02:00: window of till',
    'till waits until 02 02:00: window',
  ]);
  const back = { e1: called('old', 'till@2 uses:cluster_name', 'beer@2') };
  expect(fleet.deploy('2027-03-01T13:00Z', { wants: back })['e1']).toEqual([
    'bar: beer@2; till: till@1 uses:cluster_name | cluster_name=old',
    'till waits until 02 02:00: window',
  ]);
  expect(fleet.deploy('2027-03-02T02:00Z', { wants })['e1']).toEqual([
    'bar: beer@2; till: till@2 uses:cluster_name | cluster_name=new',
  ]);
});

it('variables that change while a set waits move without it where it does not use them, and wait with it where it does', () => {
  const fleet = follow({ e1: timing({ of: { till: nights } }) });
  fleet.deploy('2027-03-01T10:00Z', {
    wants: { e1: having({ till: 'till@1 uses:number' }, { number: '1', city: 'a' }) },
  });
  const second = (number: string, city: string) => ({ e1: having({ till: 'till@2 uses:number' }, { number, city }) });
  fleet.deploy('2027-03-01T12:00Z', { wants: second('1', 'a') });
  expect(fleet.deploy('2027-03-01T13:00Z', { wants: second('1', 'b') })['e1']).toEqual([
    'till: till@1 uses:number | city=b number=1',
    'till waits until 02 02:00: window',
  ]);
  expect(fleet.deploy('2027-03-01T14:00Z', { wants: second('2', 'c') })['e1']).toEqual([
    'till: till@1 uses:number | city=b number=1',
    'variables waits until 02 02:00: window of till',
    'till waits until 02 02:00: window',
  ]);
  expect(fleet.deploy('2027-03-02T02:00Z')['e1']).toEqual(['till: till@2 uses:number | city=c number=2']);
});

it('an application that moves on while its first move waits goes straight to where it should be', () => {
  const fleet = follow({ e1: timing({ of: { a: nights, b: sundays, c: nights } }) });
  fleet.deploy('2027-03-01T10:00Z', { wants: { e1: having({ a: 'till@1 x@1', b: 'y@1', c: 'z@1' }) } });
  fleet.deploy('2027-03-01T12:00Z', { wants: { e1: having({ a: 'x@1', b: 'till@1 y@1', c: 'z@1' }) } });
  expect(fleet.deploy('2027-03-02T02:00Z', { wants: { e1: having({ a: 'x@1', b: 'y@1', c: 'till@1 z@1' }) } })).toEqual(
    {
      e1: ['a: x@1; b: y@1; c: till@1 z@1'],
    },
  );
});

it('a dependency across sets that moves away waits for the one that still depends on it, over two nights', () => {
  const fleet = follow({ e1: timing({ of: { data: nights, shop: sundays } }) });
  fleet.deploy('2027-03-04T10:00Z', { wants: { e1: having({ data: 'redis@1 kafka@1', shop: 'web@1 needs:redis' }) } });
  const wants = { e1: having({ data: 'kafka@1', shop: 'web@2 needs:kafka' }) };
  expect(fleet.deploy('2027-03-05T02:00Z', { wants })['e1']).toEqual([
    'data: redis@1 kafka@1; shop: web@1 needs:redis',
    'data waits until 07 03:00: namespace shop still needs application redis, for shop',
    'shop waits until 07 03:00: window',
  ]);
  expect(fleet.deploy('2027-03-07T03:00Z')['e1']).toEqual(['data: kafka@1; shop: web@2 needs:kafka']);
});

it('a cluster that is held and left out of the inventory, then comes back under its name, begins anew', () => {
  const fleet = follow({ e1: timing({ hold: flood }) });
  fleet.deploy('2027-03-01T10:00Z', { wants: { e1: having({ till: 'till@1' }) }, timings: { e1: timing() } });
  const held = { e1: timing({ hold: flood }) };
  expect(fleet.deploy('2027-03-01T11:00Z', { wants: { e1: undefined }, timings: held })).toEqual({ e1: ['nothing'] });
  expect(fleet.deploy('2027-03-01T12:00Z', { wants: { e1: having({ till: 'till@2' }) } })).toEqual({
    e1: ['nothing', 'cluster waits: held (flood)'],
  });
});
