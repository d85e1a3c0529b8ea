import { describe, expect, it } from 'vitest';
import { inMemory } from './in-memory.ts';
import { cluster, object, smallFleet } from './support.ts';

/**
 * shop promises cpu 2 and memory 1Gi, bank cpu 2 in the east: e1 has too little, e2 has just enough, w1 has plenty, of w2
 * nothing is known, and z1 is retired.
 */
const fleet = inMemory({
  ...smallFleet,
  'resedge.yaml': object(
    'Fleet',
    'contoso',
    '{git: {url: https://git.example.com/contoso/fleet.git}, capacity: {overcommit: {cpu: 1.5}}}',
  ),
  ...cluster('e1', 'stores/east', ', capacity: {cpu: "2", memory: 4Gi}'),
  ...cluster('e2', 'stores/east', ', capacity: {cpu: "3", memory: 4Gi}, reserved: {cpu: 333m, memory: 1Gi}'),
  ...cluster('w1', 'stores/west', ', capacity: {cpu: "8", pods: 110}'),
  ...cluster('z1', 'stores/west', ', state: retired, capacity: {cpu: "1"}'),
  'inventory/shop.yaml': object(
    'Namespace',
    'shop',
    '{clusters: /g/stores, applications: [till], quota: {cpu: "2", memory: 1Gi}}',
  ),
  'inventory/bank.yaml': object('Namespace', 'bank', '{clusters: /g/stores/east, quota: {cpu: "2"}}'),
  'inventory/menu.yaml': object(
    'Namespace',
    'menu',
    '{clusters: none, quota: {cpu: "10"}, overrides: [{name: small, clusters: /g/stores/east, quota: {cpu: "1"}}]}',
  ),
  'inventory/free.yaml': object('Namespace', 'free', '{clusters: none}'),
});

function capacity(...words: string[]) {
  return fleet.run(['capacity', ...words]);
}

async function out(...words: string[]): Promise<string> {
  const { code, out, err } = await capacity(...words);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

async function list(...words: string[]): Promise<unknown> {
  return JSON.parse(await out(...words, '-o', 'json'));
}

describe('capacity', () => {
  it('has a row for each cluster and resource of which something is said, the tightest first', async () => {
    expect(await out()).toBe(`CLUSTER  RESOURCE  CAPACITY  AVAILABLE  COMMITTED  FREE  USED
e1       cpu       2         3          4          -1    134%
e2       cpu       3         4000500u   4          500u  99%
e2       memory    4Gi       3Gi        1Gi        2Gi   33%
e1       memory    4Gi       4Gi        1Gi        3Gi   25%
w1       cpu       8         12         2          10    16%
w1       pods      110       110        0          110   0%
w1       memory    -         -          1Gi        -     -
w2       cpu       -         -          2          -     -
w2       memory    -         -          1Gi        -     -
`);
  });

  it('shows how it was counted with -o wide', async () => {
    expect(
      await out('e2', '-o', 'wide'),
    ).toBe(`CLUSTER  RESOURCE  CAPACITY  RESERVED  OVERCOMMIT  AVAILABLE  COMMITTED  FREE  USED
e2       cpu       3         333m      1.5         4000500u   4          500u  99%
e2       memory    4Gi       1Gi       1           3Gi        1Gi        2Gi   33%
`);
  });

  it('has these fields', async () => {
    expect(await list('e1', 'w2', '--resource', 'cpu')).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'CapacityList',
      items: [
        {
          cluster: 'e1',
          resource: 'cpu',
          capacity: '2',
          reserved: '0',
          overcommit: 1.5,
          available: '3',
          committed: '4',
          free: '-1',
          used: 134,
          oversubscribed: true,
        },
        {
          cluster: 'w2',
          resource: 'cpu',
          capacity: null,
          reserved: '0',
          overcommit: 1.5,
          available: null,
          committed: '2',
          free: null,
          used: null,
          oversubscribed: false,
        },
      ],
    });
  });

  it('shows one resource, named clusters, selected ones', async () => {
    expect(await out('--resource', 'pods', '--no-headers')).toBe('w1  pods  110  110  0  110  0%\n');
    expect(await out('-l', '/c/e*', '--resource', 'memory', '--no-headers')).toBe(
      'e2  memory  4Gi  3Gi  1Gi  2Gi  33%\ne1  memory  4Gi  4Gi  1Gi  3Gi  25%\n',
    );
    expect(await out('cluster/w1', 'e1', '--resource', 'cpu', '--no-headers')).toBe(
      'e1  cpu  2  3   4  -1  134%\nw1  cpu  8  12  2  10  16%\n',
    );
  });

  it('names each cluster once with -o name', async () => {
    expect(await out('-o', 'name')).toBe('cluster/e1\ncluster/e2\ncluster/w1\ncluster/w2\n');
  });

  it('counts percent exactly, up above a hundred and down below', async () => {
    const used = async (cpu: string, quota: string) => {
      const { run } = inMemory({
        ...smallFleet,
        ...cluster('e1', 'stores/east', `, capacity: {cpu: ${cpu}}`),
        'inventory/shop.yaml': object('Namespace', 'shop', `{clusters: /c/e1, quota: {cpu: ${quota}}}`),
      });
      return JSON.parse((await run(['capacity', 'e1', '-o', 'json'])).out).items[0].used;
    };
    expect(await used('100m', '29m')).toBe(29);
    expect(await used('100m', '57m')).toBe(57);
    expect(await used('10', '11')).toBe(110);
    expect(await used('1', '1')).toBe(100);
    expect(await used('1', '1000000001n')).toBe(101);
    expect(await used('1', '999999999n')).toBe(99);
    expect(await used('0', '0')).toBe(0);
    expect(await used('0', '1')).toBe(null);
  });
});

describe('capacity --by group', () => {
  it('has a row for each group, those below it included; sums are of the clusters that are known', async () => {
    expect(
      await out('--by', 'group'),
    ).toBe(`GROUP        RESOURCE  CLUSTERS  AVAILABLE  COMMITTED  FREE      OVER-SUBSCRIBED  TIGHTEST  USED
stores       cpu       4         19000500u  10         9000500u  1                e1        134%
stores/east  cpu       2         7000500u   8          -999500u  1                e1        134%
stores       memory    4         7Gi        2Gi        5Gi       0                e2        33%
stores/east  memory    2         7Gi        2Gi        5Gi       0                e2        33%
stores/west  cpu       2         12         2          10        0                w1        16%
stores       pods      1         110        0          110       0                w1        0%
stores/west  pods      1         110        0          110       0                w1        0%
stores/west  memory    2         0          0          0         0                -         -
`);
  });

  it('says of how many clusters nothing is known with -o wide', async () => {
    expect(await out('--by', 'group', '-o', 'wide', '--resource', 'cpu', '--no-headers')).toBe(
      `stores       cpu  4  1  19000500u  10  9000500u  1  e1  134%
stores/east  cpu  2  0  7000500u   8   -999500u  1  e1  134%
stores/west  cpu  2  1  12         2   10        0  w1  16%
`,
    );
  });

  it('has these fields', async () => {
    const memory = { resource: 'memory', oversubscribed: 0 };
    const known = { ...memory, available: '7Gi', committed: '2Gi', free: '5Gi', tightest: { cluster: 'e2', used: 33 } };
    const none = { ...memory, available: '0', committed: '0', free: '0', tightest: null };
    expect(await list('--by', 'group', '--resource', 'memory')).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'GroupCapacityList',
      items: [
        { group: 'stores', clusters: 4, unknown: 2, ...known },
        { group: 'stores/east', clusters: 2, unknown: 0, ...known },
        { group: 'stores/west', clusters: 2, unknown: 2, ...none },
      ],
    });
    expect(await out('--by', 'group', '-o', 'name')).toBe('group/stores\ngroup/stores/east\ngroup/stores/west\n');
  });
});

describe('capacity --fits', () => {
  it('tells where a namespace would still have room, as the variant that it would be there', async () => {
    expect(await capacity('--fits', 'menu')).toEqual({
      code: 0,
      out: `CLUSTER  FITS     VARIANT  LACKS       UNKNOWN
e1       no       small    cpu=1>-1    -
e2       no       small    cpu=1>500u  -
w1       yes      base     -           -
w2       unknown  base     -           cpu
`,
      err: 'menu would fit on 1 of 4 clusters, of 1 too little is known\n',
    });
  });

  it('names those where it does with -o name', async () => {
    const { out } = await capacity('--fits', 'menu', '-o', 'name', '-l', '/g/stores');
    expect(out).toBe('cluster/w1\n');
  });

  it('leaves out where it is already, and says how many those are', async () => {
    expect(await capacity('--fits', 'bank', '--no-headers')).toEqual({
      code: 0,
      out: 'w1  yes      base  -  -\nw2  unknown  base  -  cpu\n',
      err: 'bank would fit on 1 of 2 clusters, of 1 too little is known; 2 have it already\n',
    });
    expect(await capacity('--fits', 'shop')).toEqual({
      code: 0,
      out: '',
      err: 'shop would fit on 0 of 0 clusters; 4 have it already\n',
    });
  });

  it('has these fields', async () => {
    const { out } = await capacity('--fits', 'menu', 'e1', 'w2', '-o', 'json');
    expect(JSON.parse(out)).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'FitList',
      items: [
        {
          cluster: 'e1',
          namespace: 'menu',
          variant: 'small',
          fits: 'no',
          lacks: [{ resource: 'cpu', wanted: '1', free: '-1' }],
          unknown: [],
        },
        { cluster: 'w2', namespace: 'menu', variant: 'base', fits: 'unknown', lacks: [], unknown: ['cpu'] },
      ],
    });
  });
});

describe('mistakes with capacity', () => {
  const help = 'See resedge capacity --help';
  const together = `error: --fits shows clusters, with all that they lack: leave out --by and --resource\n${help}`;

  it.each<[words: readonly string[], err: string]>([
    [
      ['--resource', 'disk'],
      `error: option '--resource <name>' argument 'disk' is invalid. Allowed choices are all, cpu, memory, storage, pods.\n${help}`,
    ],
    [
      ['--by', 'region'],
      `error: option '--by <what>' argument 'region' is invalid. Allowed choices are cluster, group.\n${help}`,
    ],
    [['--fits', 'menu', '--by', 'group'], together],
    [['--fits', 'menu', '--resource', 'cpu'], together],
    [['--fits', 'shpo'], 'error: there is no namespace named shpo\nhint: Did you mean shop?'],
    [
      ['--fits', 'free'],
      'error: namespace free has no quota, so nobody can tell where it fits\nhint: Give it one, such as: resedge set ns/free quota.cpu=500m quota.memory=1Gi',
    ],
    [['e3'], 'error: there is no cluster named e3\nhint: Did you mean e1?'],
    [['stores/east'], 'error: there is no cluster named stores/east\nhint: See them all: resedge get clusters'],
    [['group/stores'], `error: group/stores is not a cluster\nhint: For all in the group: -l /g/stores\n${help}`],
    [['e1', '-l', 'all'], `error: give either names or -l\n${help}`],
    [
      ['-l', '/g/nowhere'],
      `error: there is no group named "nowhere"\n  /g/nowhere\n     ^^^^^^^\nhint: List them with: resedge get groups\n${help}`,
    ],
  ])('%j', async (words, err) => {
    expect(await capacity(...words)).toEqual({ code: 2, out: '', err: `${err}\n` });
  });

  it('leaves retired clusters out, and says so', async () => {
    const err = '1 cluster retired, and left out\n';
    expect(await capacity('z1')).toEqual({ code: 0, out: '', err: `${err}no clusters\n` });
    expect(await capacity('z1', 'w1', '--no-headers', '--resource', 'cpu')).toEqual({
      code: 0,
      out: 'w1  cpu  8  12  2  10  16%\n',
      err,
    });
    expect(await capacity('-l', '/c/z1')).toEqual({ code: 0, out: '', err: 'no clusters\n' });
  });

  it('says why there is nothing', async () => {
    const err = 'nothing is known: no cluster there has spec.capacity, and no namespace a quota\n';
    const { run } = inMemory({ ...smallFleet });
    expect(await run(['capacity'])).toEqual({ code: 0, out: '', err });
    const { out } = await run(['capacity', '--by', 'group', '-o', 'json']);
    expect(JSON.parse(out)).toEqual({ apiVersion: 'resedge.dev/v1', kind: 'GroupCapacityList', items: [] });
  });
});
