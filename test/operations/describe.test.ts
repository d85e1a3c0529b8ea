import { describe, expect, it } from 'vitest';
import type { KindName } from '../../src/model/inventory.ts';
import { kindWordsOf } from '../../src/model/kind-names.ts';
import { describeObjects } from '../../src/operations/describe/describe-objects.ts';
import { createDescribing } from '../../src/operations/kinds/facts/description.ts';
import { type Files, objects } from '../support/fleet.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { storeFiles } from './stores.ts';
import { hostOf } from './support.ts';

/** What is told of one object, on a day. */
async function described(kind: KindName, name: string, more: Files = {}, now = '2026-11-02T09:00:00Z') {
  const { host, repository, open } = await workingCopyOf(
    hostOf(await memoryRepository({ ...storeFiles, ...more }), { now }),
  );
  const describing = createDescribing(host, repository, await (await open()).resolution());
  const [description] = describeObjects(describing, [{ words: kindWordsOf(kind), name }]);
  if (!description) throw new Error(`nothing is told of ${kind} ${name}`);
  return description;
}

describe('what is told', () => {
  it('of a cluster is all that concerns it, with the lines where it was written', async () => {
    expect(await described('Cluster', 'e1')).toMatchObject({
      of: 'Cluster',
      name: 'e1',
      labels: { tier: 'gold' },
      file: 'inventory/cluster/e1.yaml',
      line: 3,
      ring: { name: 'canary', order: 1 },
      groups: [{ group: 'stores' }, { group: 'stores/east' }],
      values: [{ key: 'currency', value: 'USD', from: 'group stores', file: 'inventory/group/stores.yaml', line: 4 }],
      namespaces: [{ namespace: 'shop', variant: 'base', quota: 'cpu=1500m,memory=1Gi' }],
      applications: [{ application: 'till', namespace: 'shop', variant: 'fast_wide', overlays: ['fast', 'wide'] }],
      pending: [
        { application: 'fan', namespace: 'shop', state: 'rejected' },
        { application: 'lamp', namespace: 'shop', state: 'pending' },
      ],
      capacity: [
        {
          resource: 'cpu',
          capacity: '4',
          reserved: '500m',
          available: '3500m',
          quotas: '1500m',
          free: '2',
          oversubscribed: false,
        },
        { resource: 'memory', capacity: '8Gi', reserved: null, quotas: '1Gi', free: '7Gi' },
      ],
    });
  });

  it('of a cluster on hold says whether that is over', async () => {
    const held = objects('Cluster e1: {groups: [stores/east], hold: {reason: audit, until: 2026-11-02}}');
    const ended = async (now: string) => (await described('Cluster', 'e1', held, now))['hold'];
    expect(await ended('2026-11-02T23:00:00Z')).toEqual({ reason: 'audit', until: '2026-11-02', ended: false });
    expect(await ended('2026-11-03T00:00:00Z')).toMatchObject({ ended: true });
  });

  it('of freezes is whether they are past, now or coming, by the day in the time zone', async () => {
    const frozen = objects(
      'Group stores/west: {timeZone: America/Los_Angeles, freezes: [{from: 2026-11-03, to: 2026-11-04, reason: Fair}]}',
    );
    const state = async (now: string) => (await described('Cluster', 'w1', frozen, now))['freezes'];
    expect(await state('2026-11-03T07:59:00Z')).toMatchObject([{ state: 'coming', from: 'group stores/west' }]);
    expect(await state('2026-11-03T08:00:00Z')).toMatchObject([{ state: 'now' }]);
    expect(await state('2026-11-05T07:59:00Z')).toMatchObject([{ state: 'now' }]);
    expect(await state('2026-11-05T08:00:00Z')).toMatchObject([{ state: 'past', reason: 'Fair' }]);
  });

  it('of an application is where it runs, in which variants', async () => {
    const needing = objects('Application lamp: {path: apps/lamp, requests: shop, dependsOn: [till]}');
    expect(await described('Application', 'till', needing)).toMatchObject({
      state: 'placed',
      reason: null,
      clusters: 4,
      neededBy: ['lamp'],
      variants: [
        { variant: 'base', clusters: 2, overlays: [] },
        { variant: 'fast_wide', clusters: 1, overlays: ['fast', 'wide'] },
        { variant: 'wide', clusters: 1, overlays: ['wide'] },
      ],
      overlays: [
        { overlay: 'fast', ring: 'canary', clusters: 1, selects: '/g/stores' },
        { overlay: 'wide', ring: null, clusters: 2, priority: 5 },
      ],
      rings: [
        { ring: 'canary', clusters: 1 },
        { ring: 'broad', clusters: 3 },
      ],
    });
    expect(await described('Application', 'fan')).toMatchObject({ state: 'rejected', clusters: 0 });
  });

  it('of a namespace is who is in, who waits and who was turned down', async () => {
    expect(await described('Namespace', 'shop')).toMatchObject({
      clusters: 4,
      quota: 'cpu=1500m,memory=1Gi',
      applications: [
        { application: 'fan', state: 'rejected' },
        { application: 'lamp', state: 'pending' },
        { application: 'till', state: 'placed', reason: null },
      ],
      variants: [
        { variant: 'base', clusters: 2 },
        { variant: 'small', clusters: 2, quota: 'cpu=1200m,memory=1Gi' },
      ],
      overrides: [{ override: 'small', clusters: '/g/stores/west', changes: ['quota'] }],
      set: [
        { step: 1, member: 'application/fan' },
        { step: 1, member: 'application/lamp' },
        { step: 1, member: 'namespace/shop' },
        { step: 2, member: 'application/till', state: 'placed', clusters: 4, incomplete: 0 },
      ],
    });
  });

  it('of a set is the order in which it starts, and where something is missing', async () => {
    const more = objects(`
      Namespace shop: {clusters: /g/stores, applications: [till], dependsOn: [bench], quota: {cpu: 1}}
      Application till: {path: apps/till, namespace: shop, dependsOn: [lamp]}
    `);
    const rows = (await described('Namespace', 'shop', more))['set'];
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ step: 1, member: 'namespace/bench' }),
        expect.objectContaining({ step: 2, member: 'namespace/shop', waitsFor: ['namespace/bench'], incomplete: 3 }),
        expect.objectContaining({ step: 1, member: 'application/lamp', state: 'pending' }),
        expect.objectContaining({ step: 3, member: 'application/till', incomplete: 4 }),
      ]),
    );
  });

  it('of a group, a ring and the fleet are numbers of clusters', async () => {
    expect(await described('Group', 'stores')).toMatchObject({ of: 'Group', name: 'stores' });
    expect(await described('Ring', 'broad')).toMatchObject({ of: 'Ring', name: 'broad' });
    expect(await described('Fleet', 'contoso')).toMatchObject({
      git: { url: 'https://git.example.com/contoso/fleet.git', branch: 'main' },
    });
  });
});
