import { describe, expect, it } from 'vitest';
import { createRepository } from '../support/git.ts';
import { object, runIn, smallFleet } from './support.ts';

const folder = createRepository({
  ...smallFleet,
  'inventory/rings.yaml': [
    object('Ring', 'canary', '{order: 1, clusters: /c/e1, soak: 24h}'),
    object('Ring', 'rest', '{order: 2}'),
  ].join('---\n'),
  'inventory/west.yaml': object('Namespace', 'west', '{clusters: /g/stores/west, policies: [tidy]}'),
  'inventory/tidy.yaml': object('Policy', 'tidy'),
});

async function get(...words: string[]): Promise<string> {
  const { code, out, err } = await runIn(folder, ['get', ...words]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

describe('several kinds at once', () => {
  it('has a table for each, with the kind in front of each name', async () => {
    expect(await get('ns,rings')).toBe(`NAME            CLUSTERS  APPLICATIONS  PENDING
namespace/shop  4         1             0
namespace/west  2         0             0

NAME         ORDER  CLUSTERS  PERCENT  SOAK
ring/canary  1      1         100      24h
ring/rest    2      3         100      -
`);
  });

  it('takes kind/name, and the same kind once', async () => {
    expect(await get('cluster/e1', 'group/stores/east', 'cluster/w1', '--no-headers')).toBe(
      `cluster/e1  stores/east  canary  1  1  active
cluster/w1  stores/west  rest    2  1  active

group/stores/east  2
`,
    );
    expect(await get('cluster/e1', 'cluster/e1')).toBe(await get('clusters', 'e1'));
  });

  it('is one list for programs', async () => {
    expect(await get('rings', '-o', 'name')).toBe('ring/canary\nring/rest\n');
    expect(JSON.parse(await get('ring/rest', 'ns/west', '-o', 'json'))).toMatchObject({
      apiVersion: 'resedge.dev/v1',
      kind: 'List',
      items: [
        { kind: 'Ring', metadata: { name: 'rest' }, status: { clusters: 3 } },
        { kind: 'Namespace', metadata: { name: 'west' } },
      ],
    });
  });

  it('all: every kind that there is', async () => {
    expect(await get('all', '-o', 'name')).toBe(
      [
        'cluster/e1 cluster/e2 cluster/w1 cluster/w2 group/stores group/stores/east group/stores/west',
        'application/till namespace/shop namespace/west policy/tidy ring/canary ring/rest fleet/contoso',
        '',
      ]
        .join(' ')
        .replaceAll(' ', '\n'),
    );
  });
});

describe('-l with other kinds', () => {
  it('shows what concerns the clusters, counted among them', async () => {
    expect(await get('groups,apps,ns,policies,rings', '-l', '/c/e1', '--no-headers')).toBe(
      `group/stores       1
group/stores/east  1

application/till  shop  placed  1  base:1

namespace/shop  1  1  0

ring/canary  1  1  100  24h
`,
    );
    expect(await get('policies', '-l', '/g/stores/west', '-o', 'name')).toBe('policy/tidy\n');
  });

  it('all: every kind of which that can be said', async () => {
    expect(await get('all', '-l', '/c/e1', '-o', 'name')).toBe(
      'cluster/e1\ngroup/stores\ngroup/stores/east\napplication/till\nnamespace/shop\nring/canary\n',
    );
  });
});

describe('names that are not there', () => {
  it('shows those that are, and says which are not', async () => {
    expect(await runIn(folder, ['get', 'clusters', 'e1', 'e11', 'w1', '-o', 'name'])).toEqual({
      code: 2,
      out: 'cluster/e1\ncluster/w1\n',
      err: 'error: there is no cluster named e11\nhint: Did you mean e1?\n',
    });
  });

  it('names them all, with what was meant', async () => {
    expect(await runIn(folder, ['get', 'cluster/e1', 'group/west', 'ring/canari', 'ns/x', '-o', 'name'])).toEqual({
      code: 2,
      out: 'cluster/e1\n',
      err: 'error: there is no group named west, no ring named canari, no namespace named x\nhint: Did you mean group/stores/west, ring/canary?\n',
    });
  });
});

describe('get groups --tree', () => {
  const hierarchy = createRepository({
    ...smallFleet,
    'inventory/groups.yaml': ['stores', 'stores/east', 'stores/east/fl', 'stores-test', 'stores/west', 'lab']
      .map((name) => object('Group', name))
      .join('---\n'),
  });
  const tree = async (...words: string[]) => (await runIn(hierarchy, ['get', 'groups', '--tree', ...words])).out;

  it('draws the hierarchy, with the clusters of each', async () => {
    expect(await tree()).toBe(`NAME         CLUSTERS
lab          0
stores       4
├── east     2
│   └── fl   0
└── west     2
stores-test  0
`);
  });

  it('draws a part of it', async () => {
    expect(await tree('stores/east')).toBe('NAME         CLUSTERS\nstores/east  2\n└── fl       0\n');
    expect(await tree('-l', '/c/w1')).toBe('NAME      CLUSTERS\nstores    1\n└── west  1\n');
  });

  it('is the same list for programs', async () => {
    expect(await tree('-o', 'name')).toBe(
      'group/lab\ngroup/stores\ngroup/stores/east\ngroup/stores/east/fl\ngroup/stores/west\ngroup/stores-test\n',
    );
  });
});
