import { describe, expect, it } from 'vitest';
import type { ClusterSet } from '../../src/model/cluster-set.ts';
import type { KindName } from '../../src/model/inventory.ts';
import { kindWordsOf } from '../../src/model/kind-names.ts';
import { listObjects } from '../../src/operations/describe/list-objects.ts';
import { type AskedObject, findObjects, probablyMeant } from '../../src/operations/list/find-objects.ts';
import { listCapacity } from '../../src/operations/list/list-capacity.ts';
import { listFits } from '../../src/operations/list/list-fits.ts';
import { listGroupCapacity } from '../../src/operations/list/list-group-capacity.ts';
import { listOverlays } from '../../src/operations/list/list-overlays.ts';
import { listPlacements } from '../../src/operations/list/list-placements.ts';
import { searchObjects } from '../../src/operations/list/search-objects.ts';
import { objects } from '../support/fleet.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { storeFiles, stores } from './stores.ts';
import { stateOf } from './support.ts';

const fleet = stores();
const { resolution } = fleet;

function clusters(expression: string): ClusterSet {
  return resolution.select(expression, { file: 'test' }).clusters;
}

/** The names of the objects of a kind, with a number or a text of their status. */
function listed(kind: KindName, field: string, expression?: string): string[] {
  const filter = expression === undefined ? {} : { clusters: clusters(expression) };
  return Array.from(
    listObjects(resolution, kind, filter),
    ({ item, status }) => `${item.name}: ${JSON.stringify(status[field])}`,
  );
}

describe('objects', () => {
  it('are listed with what follows from them', () => {
    expect(listed('Group', 'clusters')).toEqual(['lab: 1', 'stores: 5', 'stores/east: 2', 'stores/west: 3']);
    expect(listed('Ring', 'clusters')).toEqual(['canary: 1', 'broad: 4']);
    expect(listed('Application', 'state')).toEqual(['fan: "rejected"', 'lamp: "pending"', 'till: "placed"']);
    expect(listed('Namespace', 'clusters')).toEqual(['bench: 1', 'shop: 4']);
  });

  it('are counted among the clusters that are asked for, and left out if they have nothing to do with them', () => {
    expect(listed('Cluster', 'ring', '/g/stores/east')).toEqual(['e1: "canary"', 'e2: "broad"']);
    expect(listed('Group', 'clusters', '/g/stores/east')).toEqual(['lab: 1', 'stores: 2', 'stores/east: 2']);
    expect(listed('Namespace', 'clusters', '/c/w1')).toEqual(['shop: 1']);
  });

  it('of a namespace say who is in, who waits and who was turned down', () => {
    const [shop] = listObjects(resolution, 'Namespace', { names: new Set(['shop']) });
    expect(shop?.status).toMatchObject({
      applications: ['till'],
      pending: ['lamp'],
      rejected: ['fan'],
      variants: [
        { name: 'base', clusters: 2 },
        { name: 'small', clusters: 2 },
      ],
    });
  });

  it('of a cluster say what it has', () => {
    const [e1, ...others] = listObjects(resolution, 'Cluster', { names: new Set(['e1']) });
    expect(others).toEqual([]);
    expect(e1).toMatchObject({
      item: { name: 'e1' },
      status: {
        groups: ['stores', 'stores/east'],
        values: { currency: 'USD' },
        namespaces: ['shop'],
        applications: ['till'],
      },
    });
  });
});

describe('objects that are asked for by name', () => {
  const asked = (kind: KindName, name: string) => ({ words: kindWordsOf(kind), name });
  const find = async (...names: readonly AskedObject[]) =>
    findObjects(await stateOf(await memoryRepository(storeFiles)), names);

  it('are found, and what is missing is said with what was meant', async () => {
    const { found, missing } = await find(asked('Cluster', 'e1'), asked('Namespace', 'shpo'));
    expect(found).toEqual([asked('Cluster', 'e1')]);
    expect(missing).toMatchObject({ message: 'there is no namespace named shpo', hint: 'Did you mean shop?' });
  });

  it('are counted if many are missing', async () => {
    const many = Array.from({ length: 12 }, (_, at) => asked('Policy', `p${at}`));
    expect((await find(...many)).missing).toMatchObject({
      message: expect.stringMatching(/^there is no policy named p0, .* no policy named p9 and 2 more$/),
      hint: 'See them all: resedge get policies',
    });
  });

  it.each([
    ['east', 'stores/east'],
    ['2301', 'nola-2301'],
    ['noal-2301', 'nola-2301'],
    ['west', undefined],
  ])('%s means %s', (name, meant) => {
    const names = ['stores/east', 'stores/west', 'labs/west', 'nola-2301'].map((one) => ({ name: one }));
    expect(probablyMeant(names, name)).toBe(meant);
  });
});

describe('a search', () => {
  const kinds: readonly KindName[] = ['Cluster', 'Group', 'Application', 'Namespace'];
  const hits = (...words: string[]) =>
    searchObjects(resolution.inventory, words, kinds).map(({ of, name, field }) => `${of} ${name} ${field}`);

  it('finds whole names first, then parts of names, then other fields', () => {
    expect(hits('lab')).toEqual(['Group lab metadata.name', 'Namespace bench spec.clusters']);
    expect(hits('W1')).toEqual(['Cluster w1 metadata.name']);
    expect(hits('till')).toEqual([
      'Application till metadata.name',
      'Application till spec.path',
      'Namespace shop spec.applications[0]',
    ]);
  });

  it('wants all words in one object, and finds keys of labels', () => {
    expect(hits('tier', 'e1')).toEqual(['Cluster e1 metadata.name', 'Cluster e1 metadata.labels.tier']);
    expect(hits('tier', 'e2')).toEqual([]);
  });

  it('says where in the text the first word is', () => {
    const [hit] = searchObjects(resolution.inventory, ['things', 'sells'], ['Application']);
    expect(hit).toMatchObject({ field: 'spec.description', text: 'Sells things', at: 0 });
  });
});

describe('placements', () => {
  const rows = (expression?: string, application?: string) =>
    Array.from(
      listPlacements(resolution, {
        clusters: expression === undefined ? undefined : clusters(expression),
        application,
      }),
      ({ cluster, clusters, variant, overlays }) => `${cluster ?? clusters} ${variant} ${overlays.join('+')}`,
    );

  it('are one for each profile, or one for each cluster that is asked for', () => {
    expect(rows()).toEqual(['1 fast_wide fast+wide', '1 wide wide', '2 base ']);
    expect(rows('/g/stores/east')).toEqual(['e1 fast_wide fast+wide', 'e2 wide wide']);
    expect(rows(undefined, 'till')).toEqual(['e1 fast_wide fast+wide', 'e2 wide wide', 'w1 base ', 'w2 base ']);
    expect(rows('/g/stores', 'lamp')).toEqual([]);
  });
});

describe('overlays', () => {
  it('are counted where their application runs with them', () => {
    const all = listOverlays(resolution, { names: [], application: undefined, clusters: undefined });
    expect(all.map(({ overlay, clusters, ring, priority }) => [overlay, clusters, ring, priority])).toEqual([
      ['fast', 1, 'canary', 0],
      ['wide', 2, null, 5],
    ]);
    const west = listOverlays(resolution, { names: [], application: 'till', clusters: clusters('/c/e2 or /c/w1') });
    expect(west.map(({ overlay, clusters }) => [overlay, clusters])).toEqual([['wide', 1]]);
  });

  it('that are named have to be there', () => {
    const named = (name: string) =>
      listOverlays(resolution, { names: [name], application: undefined, clusters: undefined });
    expect(named('till/wide')).toHaveLength(1);
    expect(() => named('wide')).toThrow('there is no overlay named wide');
  });
});

describe('room', () => {
  const { resolution } = stores(
    objects(`
      Cluster e2: {groups: [stores/east, lab], capacity: {cpu: 2}}
      Cluster w1: {groups: [stores/west], capacity: {cpu: 1}}
    `),
  );
  const rows = (resource?: 'cpu' | 'memory') =>
    Array.from(
      listCapacity(resolution, { clusters: resolution.active, resource }),
      (row) => `${row.cluster} ${row.resource} ${row.committed} of ${row.available}, ${row.free} free, ${row.used} %`,
    );

  it('is listed with the tightest cluster first', () => {
    expect(rows('cpu')).toEqual([
      'e2 cpu 2500m of 2, -500m free, 125 %',
      'w1 cpu 1200m of 1, -200m free, 120 %',
      'e1 cpu 1500m of 3500m, 2 free, 42 %',
      'w2 cpu 1200m of null, null free, null %',
    ]);
    expect(rows()).toHaveLength(8);
  });

  it('is added up by group, without the clusters of which it is not known', () => {
    const sums = listGroupCapacity(resolution, { clusters: resolution.active, resource: 'cpu' });
    expect(
      sums.map(({ group, clusters, unknown, oversubscribed, available, committed, free, tightest }) => [
        group,
        clusters,
        unknown,
        oversubscribed,
        available,
        committed,
        free,
        tightest?.cluster,
        tightest?.used,
      ]),
    ).toEqual([
      ['lab', 1, 0, 1, '2', '2500m', '-500m', 'e2', 125],
      ['stores', 4, 1, 2, '6500m', '5200m', '1300m', 'e2', 125],
      ['stores/east', 2, 0, 1, '5500m', '4', '1500m', 'e2', 125],
      ['stores/west', 2, 1, 1, '1', '1200m', '-200m', 'w1', 120],
    ]);
  });

  it('is tried for a namespace on the clusters that do not have it', () => {
    const fits = Array.from(
      listFits(resolution, 'bench', resolution.active),
      ({ cluster, fits, lacks, unknown }) => `${cluster} ${fits} ${lacks.map(({ free }) => free)}${unknown}`,
    );
    expect(fits).toEqual(['e1 yes ', 'w1 no -200m', 'w2 unknown cpu']);
  });

  it('is enough if it is just as much as is wanted', () => {
    const exact = stores(objects('Cluster e1: {groups: [stores/east], capacity: {cpu: 2500m, memory: 8Gi}}'));
    const [first] = listFits(exact.resolution, 'bench', exact.resolution.active);
    expect(first).toMatchObject({ cluster: 'e1', fits: 'yes', lacks: [] });
  });

  it('cannot be told without a quota', () => {
    const none = stores(objects('Namespace bench: {clusters: /g/lab}'));
    expect(() => [...listFits(none.resolution, 'bench', none.resolution.active)]).toThrow(
      'namespace bench has no quota, so nobody can tell where it fits',
    );
  });
});
