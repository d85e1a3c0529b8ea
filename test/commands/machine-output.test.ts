import { describe, expect, it } from 'vitest';
import { createRepository } from '../support/git.ts';
import { object, runIn, smallFleet } from './support.ts';

/** What programs rely on. Fields may be added here; one that is changed or taken away breaks somebody's script. */
const folder = createRepository({
  ...smallFleet,
  'inventory/clusters/e1.yaml': object(
    'Cluster',
    'e1',
    '{groups: [stores/east], values: {till: 7}, timeZone: America/New_York}',
  ),
  'inventory/wrong.yaml': object('Cluster', 'wrong', '{groups: [nowhere], connectivity: sometimes}'),
});

async function json(...words: string[]): Promise<unknown> {
  const { out } = await runIn(folder, [...words, '-o', 'json']);
  return JSON.parse(out);
}

describe('machine output', () => {
  it('get clusters: the object as it was written, and its status', async () => {
    expect(await json('get', 'clusters', 'e1')).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'ClusterList',
      items: [
        {
          apiVersion: 'resedge.dev/v1',
          kind: 'Cluster',
          metadata: { name: 'e1' },
          spec: { groups: ['stores/east'], values: { till: 7 }, timeZone: 'America/New_York' },
          status: {
            groups: ['stores', 'stores/east'],
            ring: null,
            timeZone: 'America/New_York',
            values: { till: '7' },
            profile: 'e1',
            namespaces: ['shop'],
            applications: ['till'],
            source: 'inventory/clusters/e1.yaml',
          },
        },
      ],
    });
  });

  it('match: as get clusters', async () => {
    expect(await json('match', '/c/e1')).toEqual(await json('get', 'clusters', 'e1'));
  });

  it('get namespaces, applications, groups and fleets: a status each', async () => {
    const statuses = async (kind: string) => {
      const list = await json('get', kind);
      return list && typeof list === 'object' && 'items' in list && Array.isArray(list.items)
        ? list.items.map((item) => item.status)
        : undefined;
    };
    expect(await statuses('namespaces')).toEqual([
      {
        clusters: 4,
        proposed: false,
        applications: ['till'],
        pending: [],
        rejected: [],
        variants: [{ name: 'base', clusters: 4 }],
        source: 'inventory/shop.yaml',
      },
    ]);
    expect(await statuses('applications')).toEqual([
      {
        state: 'placed',
        clusters: 4,
        variants: [{ name: 'base', clusters: 4 }],
        source: 'inventory/till.yaml',
      },
    ]);
    expect(await statuses('groups')).toEqual([
      { clusters: 4, source: 'inventory/groups.yaml' },
      { clusters: 2, source: 'inventory/groups.yaml' },
      { clusters: 2, source: 'inventory/groups.yaml' },
    ]);
    expect(await statuses('fleets')).toEqual([{ clusters: 4, profiles: 1, source: 'resedge.yaml' }]);
  });

  it('get placements: an item for each cluster or, unless narrowed, for each profile', async () => {
    const item = { namespace: 'shop', application: 'till', variant: 'base', overlays: [], profile: 'e1' };
    const list = { apiVersion: 'resedge.dev/v1', kind: 'PlacementList' };
    expect(await json('get', 'placements')).toEqual({ ...list, items: [{ clusters: 4, ...item }] });
    expect(await json('get', 'placements', '--cluster', 'e1')).toEqual({
      ...list,
      items: [{ cluster: 'e1', ...item }],
    });
  });

  it('lists that are empty are lists', async () => {
    const empty = { apiVersion: 'resedge.dev/v1', items: [] };
    expect(await json('get', 'rings')).toEqual({ kind: 'RingList', ...empty });
    expect(await json('get', 'placements', '-l', 'none')).toEqual({ kind: 'PlacementList', ...empty });
    expect(await json('match', 'none')).toEqual({ kind: 'ClusterList', ...empty });
  });

  it('validate', async () => {
    expect(await json('validate')).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'DiagnosticList',
      errors: 1,
      warnings: 1,
      notes: [
        'Manifests were not checked: there is neither kustomize (5.5 or later) nor kubectl (1.32 or later) on the PATH.',
      ],
      items: [
        {
          rule: 'RE503',
          severity: 'warning',
          message: 'namespace shop has no quota, so nothing bounds what it takes on 4 clusters (e1, e2, w1 and 1 more)',
          file: 'inventory/shop.yaml',
          line: 4,
          column: 1,
          hint: 'Give it one that has room, such as: resedge set ns/shop quota.cpu=500m quota.memory=1Gi. See: resedge capacity',
        },
        {
          rule: 'RE102',
          severity: 'error',
          message: 'spec.connectivity is "sometimes", and can be online, intermittent, offline',
          file: 'inventory/wrong.yaml',
          line: 4,
          column: 41,
          hint: null,
        },
      ],
    });
  });

  it('generate', async () => {
    const fleet = createRepository(smallFleet);
    const { out } = await runIn(fleet, ['generate', '-o', 'json']);
    expect(JSON.parse(out)).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'GenerateResult',
      clusters: 4,
      profiles: 1,
      placements: 4,
      created: 20,
      updated: 0,
      deleted: 0,
      unchanged: 0,
    });
  });

  it('deploy', async () => {
    const fleet = createRepository(smallFleet);
    const { out } = await runIn(fleet, ['deploy', '-m', 'First', '--yes', '--no-push', '-o', 'json']);
    expect(JSON.parse(out)).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'DeployResult',
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      branch: 'main',
      pushed: false,
      attempts: 0,
      generate: { clusters: 4, profiles: 1, placements: 4, created: 20, updated: 0, deleted: 0, unchanged: 0 },
      moved: 4,
      waiting: 0,
    });
  });
});
