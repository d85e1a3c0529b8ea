import { describe, expect, it } from 'vitest';
import { base, configMap, type Files, overlay } from '../support/fleet.ts';
import { inMemory } from './in-memory.ts';
import { object } from './support.ts';

const fleet: Files = {
  'resedge.yaml': object('Fleet', 'contoso', '{git: {url: https://git.example.com/contoso/fleet.git}}'),
  'inventory/groups.yaml': ['stores', 'stores/east', 'stores/west', 'lab']
    .map((name) => object('Group', name))
    .join('---\n'),
  'inventory/clusters/east/nyc.yaml': object('Cluster', 'nyc', '{groups: [stores/east, lab]}'),
  'inventory/clusters/west.yaml': `# Two stores in one file.
apiVersion: resedge.dev/v1
kind: Cluster
metadata: {name: sfo}
spec: {groups: [stores/west]}
---
apiVersion: resedge.dev/v1
kind: Cluster
metadata: {name: lax}   # stays
spec: {groups: [stores/west]}
`,
  'inventory/shop.yaml': `apiVersion: resedge.dev/v1
kind: Namespace
metadata: {name: shop}
spec:
  clusters: /g/stores and not /c/nyc
  applications:
    - till    # sells
    - stock
`,
  'inventory/apps.yaml': [
    object('Application', 'till', '{path: apps/till, namespace: shop}'),
    object('Application', 'stock', '{path: apps/stock, namespace: shop, dependsOn: [till]}'),
  ].join('---\n'),
  'expectations/till.yaml': object('Expectation', 'till-everywhere', '{application: till, on: /g/stores/west}'),
  ...base('apps/till'),
  ...base('apps/stock', configMap('stock')),
};

describe('delete', () => {
  it('an object with its file; what runs there stays', async () => {
    const { run, texts } = inMemory(fleet);
    expect(await run(['delete', 'cluster/nyc', '--cascade', '--yes'])).toEqual({
      code: 0,
      out: 'cluster/nyc deleted\nnamespace/shop changed\n',
      err: 'Next: resedge validate\n',
    });
    const { 'inventory/clusters/east/nyc.yaml': _, ...rest } = fleet;
    expect(texts()).toEqual({
      ...rest,
      'inventory/shop.yaml': fleet['inventory/shop.yaml']?.replace(' and not /c/nyc', ''),
    });
    expect(await run(['validate'])).toMatchObject({ code: 0 });
  });

  it('one of several in a file; the others stay as they are', async () => {
    const { run, texts } = inMemory(fleet);
    expect(await run(['delete', 'cluster/sfo', '--yes'])).toEqual({
      code: 0,
      out: 'cluster/sfo deleted\n',
      err: 'What runs on cluster/sfo stays there, and gets no more changes. To keep it in the inventory: resedge set cluster/sfo spec.state=retired\nNext: resedge validate\n',
    });
    expect(texts()['inventory/clusters/west.yaml']).toContain('metadata: {name: lax}   # stays\n');
    expect(texts()['inventory/clusters/west.yaml']).not.toContain('sfo');
  });

  it('asks; shows the difference, and writes nothing, with --dry-run', async () => {
    const { run, texts } = inMemory(fleet);
    expect(await run(['delete', 'cluster/sfo'], { tty: true, answers: [false] })).toMatchObject({ code: 0, out: '' });
    const { out, err } = await run(['delete', 'cluster/sfo', '--dry-run']);
    expect(out).toContain('-metadata: {name: sfo}\n');
    expect(out).toMatch(/cluster\/sfo deleted \(dry run\)\n$/);
    expect(err).toMatch(/Nothing was changed\.\n$/);
    expect(texts()).toEqual(fleet);
  });

  it('nothing, where an expression selects nothing', async () => {
    const { run } = inMemory(fleet);
    const { code, err } = await run(['delete', '-l', '/c/x*', '--yes']);
    expect({ code, err: err.split('\n').at(-2) }).toEqual({ code: 0, err: 'Nothing to change.' });
  });
});

describe('delete what is named elsewhere', () => {
  it('lists the places, and deletes nothing', async () => {
    const { run, texts } = inMemory(fleet);
    expect(await run(['delete', 'app/till', '--yes'])).toEqual({
      code: 2,
      out: '',
      err: `error: 3 places name application/till:
  expectations/till.yaml:4 expectation/till-everywhere spec.application: till
  inventory/apps.yaml:9 application/stock spec.dependsOn[0]: till
  inventory/shop.yaml:7 namespace/shop spec.applications[0]: till
hint: Change these first, or have them changed along with it: --cascade
`,
    });
    expect(texts()).toEqual(fleet);
  });

  it('lists ten of many', async () => {
    const many = Array.from({ length: 12 }, (_, at) => object('Cluster', `store-${at}`, '{groups: [lab]}'));
    const { run } = inMemory({ ...fleet, 'inventory/many.yaml': many.join('---\n') });
    const { code, err } = await run(['delete', 'group/lab', '--yes']);
    expect(code).toBe(2);
    expect(err).toContain('error: 13 places name group/lab:\n');
    expect(err).toContain('\n  and 3 more\nhint: ');
    expect(err.split('\n').filter((line) => line.includes('spec.groups'))).toHaveLength(10);
  });

  it('--cascade: out of lists, and what makes no sense without it goes along', async () => {
    const { run, texts } = inMemory(fleet);
    expect(await run(['delete', 'app/till', '--cascade', '--confirm', '2'])).toEqual({
      code: 0,
      out: 'expectation/till-everywhere deleted\napplication/till deleted\napplication/stock changed\nnamespace/shop changed\n',
      err: 'application/till leaves 2 clusters: lax, sfo\nNothing names apps/till any more; it is left as it is.\nNext: resedge validate\n',
    });
    const { 'expectations/till.yaml': _, ...rest } = fleet;
    expect(texts()).toEqual({
      ...rest,
      'inventory/apps.yaml': object('Application', 'stock', '{path: apps/stock, namespace: shop}'),
      'inventory/shop.yaml': fleet['inventory/shop.yaml']?.replace('    - till    # sells\n', ''),
    });
    expect(await run(['validate'])).toMatchObject({ code: 0 });
  });

  it('--cascade: a group with those below it', async () => {
    const { run, texts } = inMemory({
      ...fleet,
      'inventory/shop.yaml': object(
        'Namespace',
        'shop',
        '{clusters: /g/lab or /g/stores/west, applications: [till, stock]}',
      ),
      'expectations/till.yaml': object('Expectation', 'till-everywhere', '{application: till, on: /g/lab}'),
    });
    const { code, out } = await run(['delete', 'group/stores', '--cascade', '--confirm', '3']);
    expect({ code, out: out.split('\n') }).toEqual({
      code: 0,
      out: [
        'group/stores deleted',
        'group/stores/east deleted',
        'group/stores/west deleted',
        'cluster/nyc changed',
        'cluster/sfo changed',
        'cluster/lax changed',
        'namespace/shop changed',
        '',
      ],
    });
    expect(texts()['inventory/groups.yaml']).toBe(object('Group', 'lab'));
    expect(texts()['inventory/clusters/east/nyc.yaml']).toBe(object('Cluster', 'nyc', '{groups: [lab]}'));
    expect(await run(['validate'])).toMatchObject({ code: 0 });
  });

  it('--cascade does not touch what would mean something else', async () => {
    const files = {
      ...fleet,
      'inventory/ring.yaml': object('Ring', 'canary', '{order: 1, clusters: /c/sfo}'),
      ...overlay('apps/till/overlays/sfo', { clusters: '/g/stores and /c/sfo' }),
    };
    const { run, texts } = inMemory(files);
    expect(await run(['delete', 'cluster/sfo', '--cascade', '--yes'])).toEqual({
      code: 2,
      out: '',
      err: `error: 2 places name cluster/sfo, and without it would mean something else:
  inventory/ring.yaml:4 ring/canary spec.clusters: /c/sfo
  apps/till/overlays/sfo/kustomization.yaml:3 the overlay apps/till/overlays/sfo metadata.annotations."resedge.dev/clusters": /g/stores and /c/sfo
hint: Change these by hand, then delete again.
`,
    });
    expect(texts()).toEqual(files);
  });
});

describe('delete what clusters inherit from', () => {
  it('a ring: who comes into which one; a group: whose values change', async () => {
    const { run } = inMemory({
      ...fleet,
      'inventory/rings.yaml': [
        object('Ring', 'canary', '{order: 1, clusters: /g/stores/west}'),
        object('Ring', 'rest', '{order: 2}'),
        object('Group', 'bay', '{values: {region: bay}}'),
        object('Cluster', 'oak', '{groups: [lab, bay]}'),
      ].join('---\n'),
    });
    expect(await run(['delete', 'ring/canary', '--yes'])).toMatchObject({
      code: 0,
      err: 'ring/rest gets 2 clusters: lax, sfo\nNext: resedge validate\n',
    });
    expect(await run(['delete', 'group/bay', '--cascade', '--yes'])).toMatchObject({
      code: 0,
      err: 'values.region changes on 1 cluster: oak\nNext: resedge validate\n',
    });
  });
});

describe('delete many', () => {
  it('needs the number, typed or said', async () => {
    const { run, texts } = inMemory(fleet);
    const words = ['delete', 'cluster/sfo', 'cluster/lax'];
    const refused: readonly [more: readonly string[], err: string][] = [
      [
        ['--yes'],
        'error: this deletes 2 objects, which --yes alone does not agree to\nhint: Say the number: --confirm 2, or see them with --dry-run\n',
      ],
      [
        [],
        'error: this deletes 2 objects, and there is nobody to ask\nhint: Say the number: --confirm 2, or see them with --dry-run\n',
      ],
      [['--confirm', '3'], 'error: --confirm says 3, but 2 objects would be deleted\nhint: See which: --dry-run\n'],
    ];
    for (const [more, err] of refused) {
      const done = await run([...words, ...more]);
      expect(done).toMatchObject({ code: 2, out: '' });
      expect(done.err).toContain(err);
    }
    expect(await run(words, { tty: true, answers: ['yes'] })).toMatchObject({ code: 0, out: '' });
    expect(texts()).toEqual(fleet);
    expect(await run(words, { tty: true, answers: ['2'] })).toMatchObject({
      code: 0,
      out: 'cluster/sfo deleted\ncluster/lax deleted\n',
    });
  });

  it('the clusters of an expression', async () => {
    const { run, texts } = inMemory(fleet);
    expect(await run(['delete', '-l', '/g/stores/west', '--confirm', '2'])).toEqual({
      code: 0,
      out: 'cluster/sfo deleted\ncluster/lax deleted\n',
      err: expect.stringContaining('What runs on 2 clusters (lax, sfo) stays there, and gets no more changes.\n'),
    });
    expect(Object.keys(texts())).not.toContain('inventory/clusters/west.yaml');
  });

  it('a group with its clusters, all that name each other', async () => {
    const { run } = inMemory(fleet);
    const { code, err } = await run([
      'delete',
      'group/lab',
      'cluster/nyc',
      'ns/shop',
      'exp/till-everywhere',
      'app/till',
      'app/stock',
      '--confirm',
      '6',
    ]);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(await run(['validate'])).toMatchObject({ code: 0 });
  });
});

describe('delete that cannot be done', () => {
  const cases: readonly [words: string, err: string][] = [
    ['', 'error: there is nothing to delete\nhint: Name an object: cluster/NAME, or select clusters with -l.\n'],
    ['cluster/sfo -l all', 'error: give either names or -l\n'],
    ['cluster/nic', 'error: there is no cluster named nic\nhint: Did you mean nyc?\n'],
    [
      'cluster/nic ns/hop cluster/sfo',
      'error: there is no cluster named nic, no namespace named hop\nhint: Did you mean cluster/nyc, namespace/shop?\n',
    ],
    ['fleet/contoso', 'error: the fleet itself cannot be deleted\n'],
    ['-l /g/nowhere', 'error: there is no group named "nowhere"\n'],
  ];
  it.each(cases)('%s', async (words, err) => {
    const { run, texts } = inMemory(fleet);
    const done = await run(['delete', ...words.split(' ').filter((word) => word !== ''), '--yes']);
    expect(done).toMatchObject({ code: 2, out: '' });
    expect(done.err).toContain(err);
    expect(texts()).toEqual(fleet);
  });

  it('where a file cannot be read: it may name what goes', async () => {
    const { run } = inMemory({ ...fleet, 'inventory/broken.yaml': 'kind: [\n' });
    const { code, err } = await run(['delete', 'cluster/sfo', '--yes']);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'error: inventory/broken.yaml cannot be read, and what it names is not known\nhint: Mend it first. See: resedge validate\n',
    });
  });

  it('where an object is there twice', async () => {
    const { run } = inMemory({ ...fleet, 'inventory/again.yaml': object('Cluster', 'sfo', '{groups: [lab]}') });
    const { code, err } = await run(['delete', 'cluster/sfo', '--yes']);
    expect(code).toBe(2);
    expect(err).toContain(
      'error: there are two of kind Cluster named sfo, in inventory/again.yaml and in inventory/clusters/west.yaml\n',
    );
  });

  it('an object with mistakes in it can be deleted', async () => {
    const { run } = inMemory({
      ...fleet,
      'inventory/wrong.yaml': object('Cluster', 'wrong', '{groups: [nowhere], x: 1}'),
    });
    expect(await run(['delete', 'cluster/wrong', '--yes'])).toMatchObject({ code: 0, out: 'cluster/wrong deleted\n' });
    expect(await run(['validate'])).toMatchObject({ code: 0 });
  });
});
