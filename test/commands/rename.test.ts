import { describe, expect, it } from 'vitest';
import { base, type Files, overlay } from '../support/fleet.ts';
import { inMemory } from './in-memory.ts';
import { object } from './support.ts';

const fleet: Files = {
  'resedge.yaml': object('Fleet', 'contoso', '{git: {url: https://git.example.com/contoso/fleet.git}}'),
  'inventory/groups.yaml': ['stores', 'stores/east', 'stores/west'].map((name) => object('Group', name)).join('---\n'),
  'inventory/clusters.yaml': `# Two stores.
apiVersion: resedge.dev/v1
kind: Cluster
metadata:
  name: east-nyc   # the first one
spec:
  groups:
    - stores/east  # home
---
apiVersion: resedge.dev/v1
kind: Cluster
metadata: {name: "west-sfo"}
spec: {groups: [stores/west]}
`,
  'inventory/shop.yaml': `apiVersion: resedge.dev/v1
kind: Namespace
metadata: {name: shop}
spec:
  # Not the one in New York.
  clusters: >-
    /g/stores/west
    or /g/stores and not /c/east-nyc
  applications: [till]
`,
  'inventory/till.yaml': object('Application', 'till', '{path: apps/till, namespace: shop}'),
  ...base('apps/till', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {group: "${cluster_group}"}\n'),
  ...overlay('apps/till/overlays/west', { clusters: '/g/stores/west' }),
};

describe('rename', () => {
  it('a cluster, in its own document and in expressions; the old name is kept', async () => {
    const { run, texts } = inMemory(fleet);
    expect(await run(['rename', 'cluster/east-nyc', 'east-bronx', '--yes'])).toEqual({
      code: 0,
      out: 'cluster/east-nyc renamed to cluster/east-bronx\nnamespace/shop changed\n',
      err: 'warning: the variable cluster_name changes on 1 cluster\nNext: resedge validate\n',
    });
    expect(texts()).toEqual({
      ...fleet,
      'inventory/clusters.yaml': fleet['inventory/clusters.yaml']
        ?.replace('east-nyc', 'east-bronx')
        .replace('# home\n', '# home\n  formerNames:\n    - east-nyc\n'),
      'inventory/shop.yaml': fleet['inventory/shop.yaml']?.replace('/c/east-nyc', '/c/east-bronx'),
    });
  });

  it('a group, with those below it and the overlays that name them; what reads the variable is told', async () => {
    const { run, texts } = inMemory(fleet);
    const { code, out, err } = await run(['rename', 'group/stores', 'shops', '--yes']);
    expect({ code, out: out.split('\n'), err: err.split('\n') }).toEqual({
      code: 0,
      out: [
        'group/stores renamed to group/shops',
        'group/stores/east renamed to group/shops/east',
        'group/stores/west renamed to group/shops/west',
        'cluster/east-nyc changed',
        'cluster/west-sfo changed',
        'namespace/shop changed',
        '',
      ],
      err: [
        'warning: the variable cluster_group changes on 2 clusters, and 1 manifest reads it: apps/till/base/manifest.yaml',
        'Next: resedge validate',
        '',
      ],
    });
    const renamed = Object.entries(fleet).map(([path, text]) => [
      path,
      text.replaceAll(/(?<=\/g\/|name: |\[|- )stores/g, 'shops'),
    ]);
    expect(texts()).toEqual(Object.fromEntries(renamed));
  });

  it('shows the difference, and writes nothing with --dry-run', async () => {
    const { run, texts } = inMemory(fleet);
    const { code, out, err } = await run(['rename', 'cluster/west-sfo', 'west-lax', '--dry-run']);
    expect(out).toContain('-metadata: {name: "west-sfo"}\n');
    expect(out).toContain('+metadata: {name: "west-lax"}\n');
    expect(out).toContain('cluster/west-sfo renamed to cluster/west-lax (dry run)\n');
    expect({ code, err }).toEqual({
      code: 0,
      err: 'warning: the variable cluster_name changes on 1 cluster\nNothing was changed.\n',
    });
    expect(texts()).toEqual(fleet);
  });

  it('asks', async () => {
    const { run, texts } = inMemory(fleet);
    const no = await run(['rename', 'cluster/west-sfo', 'west-lax'], { tty: true, answers: [false] });
    expect(no).toMatchObject({ code: 0, out: '' });
    expect(no.err).toMatch(/Nothing was changed\.\n$/);
    expect(texts()).toEqual(fleet);
    const yes = await run(['rename', 'cluster/west-sfo', 'west-lax'], { tty: true, answers: [true] });
    expect(yes).toMatchObject({ code: 0, out: 'cluster/west-sfo renamed to cluster/west-lax\n' });
  });

  it('back to a former name', async () => {
    const { run, texts } = inMemory(fleet);
    await run(['rename', 'cluster/west-sfo', 'west-lax', '--yes']);
    await run(['rename', 'cluster/west-lax', 'cluster/west-sfo', '--yes']);
    expect(texts()['inventory/clusters.yaml']).toBe(
      fleet['inventory/clusters.yaml']?.replace('[stores/west]}', '[stores/west], formerNames: [west-lax]}'),
    );
  });
});

describe('rename that changes what clusters get', () => {
  const shop = (more: string) => ({
    'inventory/shop.yaml': object('Namespace', 'shop', `{clusters: /g/stores/west, applications: [till], ${more}}`),
  });
  const rings = {
    'inventory/rings.yaml': [
      object('Ring', 'canary', '{order: 1, clusters: /g/stores, percent: 50}'),
      object('Ring', 'rest', '{order: 2}'),
    ].join('---\n'),
  };
  const cases: readonly [about: string, files: Files, words: readonly string[], effects: readonly string[]][] = [
    [
      'an application that runs: Flux makes it anew',
      fleet,
      ['app/till', 'desk'],
      ['Flux deletes application/till on 1 cluster, and makes it anew as application/desk'],
    ],
    [
      'a namespace that is on clusters',
      fleet,
      ['ns/shop', 'store'],
      [
        'the applications in namespace/shop are made anew on 1 cluster in namespace/store, without the data of the old ones',
        'namespace/shop stays there, and all that is in it runs on: as the account of namespace/store Flux may not delete it, and reports PruneFailed; to delete it by hand: kubectl delete namespace shop',
      ],
    ],
    [
      'a namespace that goes with all that is in it',
      { ...fleet, ...shop('onRemove: delete') },
      ['ns/shop', 'store'],
      [
        'the applications in namespace/shop are made anew on 1 cluster in namespace/store, without the data of the old ones',
        'Flux deletes namespace/shop there with all that is in it, volume claims included',
      ],
    ],
    [
      'a namespace whose applications are applied as Flux itself',
      { ...fleet, ...shop('access: cluster, onRemove: delete') },
      ['ns/shop', 'store'],
      [
        'Flux deletes the applications in namespace/shop on 1 cluster, and makes them anew in namespace/store, without the data of the old ones',
      ],
    ],
    [
      'a cluster that a pattern no longer matches',
      { ...fleet, 'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /c/west-*, applications: [till]}') },
      ['cluster/west-sfo', 'sfo'],
      ['namespace/shop leaves 1 cluster: sfo', 'application/till leaves 1 cluster: sfo'],
    ],
    [
      'a cluster that another overlay now is for',
      { ...fleet, ...overlay('apps/till/overlays/lab', { clusters: '/c/lab-* or /c/none-*' }) },
      ['cluster/west-sfo', 'lab-sfo'],
      ['application/till becomes another variant on 1 cluster: lab-sfo'],
    ],
    [
      'a ring: its clusters draw their lots anew',
      { ...fleet, ...rings },
      ['ring/canary', 'first'],
      [
        'ring/first loses 1 cluster: east-nyc',
        'ring/first gets 1 cluster: west-sfo',
        'ring/rest loses 1 cluster: west-sfo',
        'ring/rest gets 1 cluster: east-nyc',
      ],
    ],
    [
      'a group that sinks, and now decides a value',
      {
        ...fleet,
        'inventory/groups.yaml': [
          object('Group', 'stores', '{values: {region: all}}'),
          object('Group', 'stores/east'),
          object('Group', 'stores/west'),
          object('Group', 'pilot', '{clusters: /c/west-sfo}'),
          object('Group', 'pilot/deep', '{clusters: /c/west-sfo, values: {region: pilot}}'),
          object('Group', 'deep', '{clusters: /c/east-nyc}'),
        ].join('---\n'),
      },
      ['group/stores', 'pilot/deep/stores'],
      [
        'group/pilot gets 1 cluster: east-nyc',
        'group/pilot/deep gets 1 cluster: east-nyc',
        'values.region changes on 1 cluster: west-sfo',
      ],
    ],
  ];
  it.each(cases)('%s', async (_about, files, [from = '', to = ''], effects) => {
    const { run, texts } = inMemory(files);
    expect(await run(['rename', from, to, '--yes'])).toEqual({
      code: 2,
      out: '',
      err: [
        'error: this is more than another name for clusters:',
        ...effects.map((effect) => `  ${effect}`),
        'hint: If that is meant, say why: --allow "REASON"',
        '',
      ].join('\n'),
    });
    expect(texts()).toEqual(files);
    const { code, err } = await run(['rename', from, to, '--yes', '--allow', 'new names']);
    expect(code).toBe(0);
    for (const effect of effects) expect(err).toContain(`warning: ${effect}\n`);
    expect(err).toMatch(/Next: resedge deploy -m "why" --allow "new names"\n$/);
    expect(await run(['validate'])).toMatchObject({ code: 0 });
  });

  it('a cluster that draws another lot for its ring is told, and needs no reason', async () => {
    const { run } = inMemory({ ...fleet, ...rings });
    const { code, err } = await run(['rename', 'cluster/east-nyc', 'east-3', '--yes']);
    expect(code).toBe(0);
    expect(err).toContain('warning: ring/canary loses 1 cluster: east-3\nwarning: ring/rest gets 1 cluster: east-3\n');
  });

  it('of what reads a variable, only what the application is built from is told', async () => {
    const manifest = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "${name}-\${app_name}"}\n`;
    const { run } = inMemory({
      ...fleet,
      ...base('apps/till', manifest('till')),
      ...base('apps/stock', manifest('stock')),
      'inventory/stock.yaml': object('Application', 'stock', '{path: apps/stock, namespace: shop}'),
    });
    const { err } = await run(['rename', 'app/till', 'desk', '--yes', '--allow', 'new names']);
    expect(err).toContain(
      'warning: the variable app_name changes on 1 cluster, and 1 manifest reads it: apps/till/base/manifest.yaml\n',
    );
  });

  it('manifests that carry the name of a namespace are told', async () => {
    const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till, namespace: shop}\n';
    const { run } = inMemory({ ...fleet, ...base('apps/till', manifest) });
    const { code, err } = await run(['rename', 'ns/shop', 'store', '--yes', '--allow', 'new names']);
    expect(code).toBe(0);
    expect(err).toContain(
      'warning: manifests are not changed, and 1 manifest names the namespace shop: apps/till/base/manifest.yaml\n',
    );
  });

  it('patterns are told where they match otherwise, even if nothing comes of it', async () => {
    const { run } = inMemory({ ...fleet, ...overlay('apps/till/overlays/bay', { clusters: '/c/west-s* and none' }) });
    const { code, err } = await run(['rename', 'cluster/west-sfo', 'west-lax', '--yes']);
    expect(code).toBe(0);
    expect(err).toContain(
      'warning: patterns are not renamed, and this one matches the new name otherwise: /c/west-s* and none (apps/till/overlays/bay/kustomization.yaml:3)\n',
    );
  });
});

describe('rename that cannot be done', () => {
  const cases: readonly [words: string, err: string][] = [
    ['cluster/east-nyk east', 'error: there is no cluster named east-nyk\nhint: Did you mean east-nyc?\n'],
    [
      'cluster/east-nyc west-sfo',
      'error: there is a cluster named west-sfo already, in inventory/clusters.yaml\nhint: Choose another name, or delete or rename that one first.\n',
    ],
    ['cluster/east-nyc east-nyc', 'error: cluster east-nyc has that name already\nSee resedge rename --help\n'],
    ['group/stores stores/all', 'error: a group cannot lie below itself: stores/all\nSee resedge rename --help\n'],
    [
      'cluster/east-nyc ns/east',
      'error: ns/east is of another kind than cluster/east-nyc\nhint: Write the new name alone.\nSee resedge rename --help\n',
    ],
    [
      'custer/east-nyc east',
      'error: there is no kind "custer"\nhint: Did you mean cluster?\nSee resedge rename --help\n',
    ],
  ];
  it.each(cases)('%s', async (words, err) => {
    const { run, texts } = inMemory(fleet);
    expect(await run(['rename', ...words.split(' '), '--yes'])).toEqual({ code: 2, out: '', err });
    expect(texts()).toEqual(fleet);
  });

  const invalid: readonly [words: string, line: string][] = [
    ['cluster/west-sfo West_1', 'inventory/clusters.yaml:12:18 RE102 error  metadata.name cannot be "West_1"'],
    [
      'group/stores/east north/east',
      'inventory/groups.yaml:8:18 RE202 error  there is no Group north, the parent of this group',
    ],
  ];
  it.each(invalid)('%s: the mistake that it would make, at its place', async (words, line) => {
    const { run, texts } = inMemory(fleet);
    const { code, out, err } = await run(['rename', ...words.split(' '), '--yes']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${line}\n`);
    expect(err).toContain('error: this would bring errors, so nothing was changed\n');
    expect(texts()).toEqual(fleet);
  });

  it('below a group that is not there: the groups that would lie below it are not what was meant', async () => {
    const { run } = inMemory(fleet);
    const { err } = await run(['rename', 'group/stores/east', 'north/east', '--yes']);
    expect(err).toContain('create the group: resedge create group north');
  });

  it('where the inventory has errors: they hide what a renaming does', async () => {
    const files = { ...fleet, 'inventory/broken.yaml': object('Namespace', 'lost', '{clusters: /g/nowhere}') };
    const { run, texts } = inMemory(files);
    const { code, err } = await run(['rename', 'cluster/west-sfo', 'west-lax', '--yes']);
    expect(code).toBe(2);
    expect(err).toMatch(/RE202 error {2}there is no group named "nowhere"/);
    expect(texts()).toEqual(files);
  });
});
