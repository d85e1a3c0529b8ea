import { describe, expect, it } from 'vitest';
import { check, fleet, head, type TestFile } from './checked.ts';

/** What is said about files of the inventory, in a repository that is otherwise fine. */
function linesOf(files: Readonly<Record<string, TestFile>>): readonly string[] {
  return check({ 'resedge.yaml': fleet, ...files }).lines;
}

const base = { 'apps/shop/base/kustomization.yaml': 'resources: []\n' };
const shop = `${head('Application', 'shop')}spec: {path: apps/shop}\n`;

describe('an inventory', () => {
  it('holds the objects of all files, sorted by name, with where they were written', () => {
    const { inventory, lines } = check({
      'resedge.yaml': fleet,
      'inventory/z.yaml': `${head('Cluster', 'a')}spec: {values: {share: 1.10}}\n---\n${head('Group', 'stores')}`,
      'inventory/deep/down/b.yml': head('Cluster', 'b'),
      'inventory/rings.yaml': `${head('Ring', 'all')}spec: {order: 2}\n---\n${head('Ring', 'canary')}spec: {order: 1}\n`,
      'inventory/notes.json': '{"kind": "Cluster"}',
      'inventory/policy.yaml': `${head('Policy', 'pods')}spec: {path: policies/pods}\n`,
      'inventory/ns.yaml': `${head('Namespace', 'shop')}spec: {clusters: all, applications: ["*", shop], policies: [pods]}\n`,
      'inventory/app.yaml': shop,
      'expectations/all.yaml': `${head('Expectation', 'everywhere')}spec: {application: shop, on: all}\n`,
      'policies/pods/kustomization.yaml': 'resources: []\n',
      ...base,
    });
    expect(lines).toEqual([]);
    expect(inventory?.fleet.object.metadata.name).toBe('contoso');
    expect(inventory?.clusters.map(({ name, source, numbers }) => ({ name, source, numbers }))).toEqual([
      { name: 'a', source: { file: 'inventory/z.yaml', document: 0 }, numbers: { '/spec/values/share': '1.10' } },
      { name: 'b', source: { file: 'inventory/deep/down/b.yml', document: 0 }, numbers: undefined },
    ]);
    expect(inventory?.groups.map((group) => [group.name, group.source.document])).toEqual([['stores', 1]]);
    expect(inventory?.rings.map((ring) => ring.name)).toEqual(['canary', 'all']);
    const { applications, namespaces, policies, expectations } = inventory ?? {};
    expect([applications, namespaces, policies, expectations].map((items) => items?.length)).toEqual([1, 1, 1, 1]);
  });

  it('is the same whatever the order in which files are listed', () => {
    const files = {
      'inventory/a.yaml': head('Cluster', 'x'),
      'inventory/b.yaml': head('Cluster', 'x'),
      'resedge.yaml': fleet,
    };
    const backwards = Object.fromEntries(Object.entries(files).reverse());
    expect(check(backwards).lines).toEqual(check(files).lines);
    expect(check(backwards).inventory?.clusters).toEqual(check(files).inventory?.clusters);
  });

  it('is none without a Fleet, and everything else is checked all the same', () => {
    const missing = check({ 'inventory/a.yaml': head('Clutser', 'a') });
    expect(missing.inventory).toBeUndefined();
    expect(missing.lines).toEqual([
      'inventory/a.yaml:2:7 RE102 there is no kind "Clutser" here (Did you mean Cluster?)',
      'resedge.yaml:1:1 RE102 there is no resedge.yaml (Make one: resedge init)',
    ]);
    expect(check({ 'resedge.yaml': '# later\n' }).lines).toEqual([
      'resedge.yaml:1:1 RE102 resedge.yaml is empty: there is no Fleet (Make one: resedge init)',
    ]);
    const broken = check({ 'resedge.yaml': 'kind: [\n' });
    expect([broken.inventory, broken.lines.length]).toEqual([undefined, 1]);
  });
});

describe('each kind has its place', () => {
  it.each([
    [
      'inventory/a.yaml',
      fleet,
      '2:7 RE102 a Fleet belongs into resedge.yaml (There is one Fleet in a repository, in the file resedge.yaml in its root.)',
    ],
    [
      'inventory/a.yaml',
      `${head('Expectation', 'a')}spec: {application: shop}\n`,
      '2:7 RE102 kind Expectation does not belong here (Move it below expectations/.)',
    ],
    [
      'expectations/a.yaml',
      head('Cluster', 'a'),
      '2:7 RE102 kind Cluster does not belong here (Move it below inventory/.)',
    ],
    [
      'resedge.yaml',
      `${fleet}---\n${head('Cluster', 'a')}`,
      '8:7 RE102 resedge.yaml holds a Fleet and nothing else, but this is kind Cluster (Move it below inventory/.)',
    ],
    [
      'resedge.yaml',
      `${fleet}---\n${fleet}`,
      '9:18 RE201 there is a second Fleet in resedge.yaml (Keep one of the two.)',
    ],
  ])('in %s', (file, text, line) => {
    expect(linesOf({ ...base, 'inventory/shop.yaml': shop, [file]: text })).toEqual([`${file}:${line}`]);
  });
});

describe('names are unique within a kind', () => {
  it('and the second is left out', () => {
    const { inventory, lines } = check({
      'resedge.yaml': fleet,
      'inventory/b.yaml': `${head('Cluster', 'x')}spec: {connectivity: offline}\n---\n${head('Group', 'x')}`,
      'inventory/a.yaml': `${head('Cluster', 'x')}---\n${head('Cluster', 'x')}`,
    });
    const hint = '(Rename one of the two, or delete it.)';
    expect(lines).toEqual([
      `inventory/a.yaml:7:18 RE201 there is a Cluster x already, further up in this file ${hint}`,
      `inventory/b.yaml:3:18 RE201 there is a Cluster x already, in inventory/a.yaml ${hint}`,
    ]);
    expect(inventory?.clusters.map(({ source }) => source)).toEqual([{ file: 'inventory/a.yaml', document: 0 }]);
    expect(inventory?.groups).toHaveLength(1);
  });

  it('with the former names of clusters', () => {
    expect(
      linesOf({
        'inventory/a.yaml': `${head('Cluster', 'a')}spec: {formerNames: [a, b, old]}\n`,
        'inventory/b.yaml': `${head('Cluster', 'b')}spec: {formerNames: [old, older]}\n`,
      }),
    ).toEqual([
      'inventory/a.yaml:4:22 RE201 a is the name that this cluster has now (Remove it from formerNames.)',
      'inventory/a.yaml:4:25 RE201 another cluster is called b now (Remove it here, or give the other cluster another name.)',
      'inventory/b.yaml:4:22 RE201 old is a former name of a as well (Remove it here, or give the other cluster another name.)',
    ]);
  });

  it('and so is the order of rings', () => {
    expect(
      linesOf({
        'inventory/a.yaml': `${head('Ring', 'a')}spec: {order: 1}\n---\n${head('Ring', 'b')}spec: {order: 1}\n`,
      }),
    ).toEqual([
      'inventory/a.yaml:9:15 RE201 ring a has the order 1 already (Give each ring an order of its own: changes go from the lowest to the highest.)',
    ]);
  });
});

describe('references lead somewhere', () => {
  const stock = {
    ...base,
    'inventory/stock.yaml': [
      head('Group', 'stores'),
      head('Policy', 'pods'),
      `${head('Namespace', 'shop')}spec: {clusters: all}\n`,
      shop,
    ].join('---\n'),
  };
  it.each([
    [
      'the parent of a group',
      head('Group', 'stroes/la'),
      '3:18 RE202 there is no Group stroes, the parent of this group (Did you mean stores?)',
    ],
    [
      'the group of a cluster',
      `${head('Cluster', 'a')}spec: {groups: [stores, lab]}\n`,
      '4:25 RE202 there is no Group lab (Correct the name, or create the group: resedge create group lab)',
    ],
    [
      'the namespace of an application',
      `${head('Application', 'a')}spec: {path: apps/shop, namespace: shpo}\n`,
      '4:36 RE202 there is no Namespace shpo (Did you mean shop?)',
    ],
    [
      'the namespace that an application asks for',
      `${head('Application', 'a')}spec: {path: apps/shop, requests: shpo}\n`,
      '4:35 RE202 there is no Namespace shpo (Did you mean shop?)',
    ],
    [
      'what an application depends on',
      `${head('Application', 'a')}spec: {path: apps/shop, dependsOn: [shpo]}\n`,
      '4:37 RE202 there is no Application shpo (Did you mean shop?)',
    ],
    [
      'the applications of a namespace',
      `${head('Namespace', 'a')}spec: {clusters: all, applications: ["*", shpo]}\n`,
      '4:43 RE202 there is no Application shpo (Did you mean shop?)',
    ],
    [
      'the policies of a namespace',
      `${head('Namespace', 'a')}spec: {clusters: all, policies: [pod]}\n`,
      '4:34 RE202 there is no Policy pod (Did you mean pods?)',
    ],
    [
      'the policies of an override',
      `${head('Namespace', 'a')}spec: {clusters: all, overrides: [{name: b, clusters: all, policies: [pod]}]}\n`,
      '4:71 RE202 there is no Policy pod (Did you mean pods?)',
    ],
    [
      'what a namespace depends on',
      `${head('Namespace', 'a')}spec: {clusters: all, dependsOn: [shpo]}\n`,
      '4:35 RE202 there is no Namespace shpo (Did you mean shop?)',
    ],
  ])('%s', (_what, text, line) => {
    expect(linesOf({ ...stock, 'inventory/a.yaml': text })).toEqual([`inventory/a.yaml:${line}`]);
  });

  it('the application of an expectation', () => {
    expect(
      linesOf({ ...stock, 'expectations/a.yaml': `${head('Expectation', 'a')}spec: {application: shpo}\n` }),
    ).toEqual(['expectations/a.yaml:4:21 RE202 there is no Application shpo (Did you mean shop?)']);
  });

  it('what leads nowhere is left out, and what names it is not reported again', () => {
    const { inventory, lines } = check({
      'resedge.yaml': fleet,
      'inventory/groups.yaml': [head('Group', 'a/b'), head('Group', 'a/b/c')].join('---\n'),
      'inventory/cluster.yaml': `${head('Cluster', 'x')}spec: {groups: [a/b]}\n`,
    });
    expect(lines).toEqual([
      'inventory/groups.yaml:3:18 RE202 there is no Group a, the parent of this group (Correct the name, or create the group: resedge create group a)',
    ]);
    expect(inventory?.groups.map((group) => group.name)).toEqual(['a/b/c']);
    expect(inventory?.clusters).toHaveLength(1);
  });

  it('what was written counts, even where it is left out', () => {
    const lines = linesOf({
      'inventory/a.yaml': `${head('Group', 'stores')}spec: {colour: red}\n---\n${head('Cluster', 'x')}spec: {groups: [stores]}\n`,
    });
    expect(lines).toEqual([expect.stringContaining('RE102 there is no field spec.colour')]);
  });

  it.each([
    ['broken YAML', 'a: [\n'],
    ['an unknown kind', head('Gruop', 'stores')],
    ['no name', 'apiVersion: resedge.dev/v1\nkind: Group\n'],
    ['a link to nothing', { problem: 'is a link to nothing' }],
  ])('nothing is said of them where they may be in a document with %s', (_what, file) => {
    const lines = linesOf({
      'inventory/a.yaml': file,
      'inventory/b.yaml': `${head('Cluster', 'x')}spec: {groups: [stores]}\n`,
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('inventory/a.yaml');
  });

  it('suggests a name for the first slips alone: with thousands it would take long, and help nobody', () => {
    const groups = Array.from({ length: 100 }, (_, at) => head('Group', `group-${at}-x/y`));
    const lines = linesOf({ 'inventory/groups.yaml': [head('Group', 'group-x'), ...groups].join('---\n') });
    expect(lines).toHaveLength(100);
    expect(lines.filter((line) => line.includes('Did you mean'))).toHaveLength(20);
  });
});

describe('paths of applications and policies', () => {
  const lines = (path: string, files = {}) =>
    linesOf({ ...files, 'inventory/a.yaml': `${head('Application', 'a')}spec: {path: "${path}"}\n` });
  it.each(['apps', 'policies/a', '/apps/a', 'apps/../inventory', '../apps/a', 'shop'])('%s is outside', (path) => {
    expect(lines(path, base)).toEqual([
      `inventory/a.yaml:4:14 RE406 ${path} is not below apps/ (Write a path such as apps/name.)`,
    ]);
  });

  it.each(['./apps/shop', 'apps/shop/', 'apps//shop'])('%s is written in a roundabout way', (path) => {
    expect(lines(path, base)).toEqual([
      `inventory/a.yaml:4:14 RE102 ${path} is not the plain form of this path (Write apps/shop.)`,
    ]);
  });

  it('have to be there', () => {
    expect(lines('apps/shpo', base)).toEqual([
      'inventory/a.yaml:4:14 RE401 there is no folder apps/shpo (Did you mean apps/shop?)',
    ]);
    expect(lines('apps/shop', { 'apps/shop/README.md': '' })).toEqual([
      'inventory/a.yaml:4:14 RE401 there is no apps/shop/base/kustomization.yaml (Create it, or correct the path.)',
    ]);
  });

  it('of policies need a kustomization, and what is wrong with it is said', () => {
    const policy = {
      'inventory/p.yaml': `${head('Policy', 'p')}spec: {path: policies/p}\n`,
      'inventory/q.yaml': head('Policy', 'q'),
    };
    expect(linesOf({ ...policy, 'policies/p/x.yaml': '' })).toEqual([
      'inventory/p.yaml:4:14 RE401 there is no policies/p/kustomization.yaml (Create it, or correct the path.)',
    ]);
    expect(linesOf({ ...policy, 'policies/p/kustomization.yaml': 'resources: [x.yaml]\n' })).toEqual([
      'policies/p/kustomization.yaml:1:13 RE402 policies/p/x.yaml does not exist',
    ]);
  });
});

describe('what a schema cannot say', () => {
  it('is that a freeze ends after it begins', () => {
    const freezes = 'spec:\n  freezes: [{from: 2026-11-26, to: 2026-11-26}, {from: 2026-11-26, to: 2026-11-25}]\n';
    for (const kind of ['Cluster', 'Group']) {
      expect(linesOf({ 'inventory/a.yaml': head(kind, 'a') + freezes })).toEqual([
        'inventory/a.yaml:5:72 RE102 this freeze ends on 2026-11-25, before it begins on 2026-11-26',
      ]);
    }
  });

  it('is that overrides have names of their own', () => {
    const overrides = '{name: a, clusters: all}, {name: b, clusters: all}, {name: a, clusters: all}';
    expect(
      linesOf({ 'inventory/a.yaml': `${head('Namespace', 'n')}spec: {clusters: all, overrides: [${overrides}]}\n` }),
    ).toEqual([
      'inventory/a.yaml:4:94 RE102 there is an override a already (Give it another name: variants are named after their overrides.)',
    ]);
  });

  it('is that rules of a policy have names of their own', () => {
    const rules = '{name: a, assert: {}}, {name: b, assert: {}}, {name: a, assert: {}}';
    expect(linesOf({ 'inventory/a.yaml': `${head('Policy', 'p')}spec: {rules: [${rules}]}\n` })).toEqual([
      'inventory/a.yaml:4:69 RE102 there is a rule a already (Give it another name: what breaks a rule is told by its name.)',
    ]);
  });

  it('is that pods are counted whole', () => {
    const spec =
      'spec: {clusters: all, quota: {pods: 5.5}, overrides: [{name: a, clusters: all, quota: {pods: 1500m}}]}';
    expect(linesOf({ 'inventory/a.yaml': `${head('Namespace', 'n')}${spec}\n` })).toEqual([
      'inventory/a.yaml:4:37 RE102 the quota for pods is 5.5, and pods are counted whole (Write a whole number.)',
      expect.stringContaining('RE102 the quota for pods is 1500m, and pods are counted whole'),
    ]);
  });

  it('is that clusters read from a registry that nobody names', () => {
    const linesFor = (delivery: string) => check({ 'resedge.yaml': `${fleet}  delivery: ${delivery}\n` }).lines;
    const refused =
      'RE102 spec.delivery.source is oci, and no registry is named (Name it: registry: oci://registry.example.com/contoso)';
    expect(linesFor('{source: oci}')).toEqual([`resedge.yaml:6:22 ${refused}`]);
    expect(linesFor('{registry: "oci://r.example.com:5000/x/y-z", source: oci}')).toEqual([]);
    expect(linesFor('{source: git, registry: "oci://r.example.com"}')).toEqual([]);
  });

  it.each([
    'https://r.example.com/x',
    'oci://me@r.example.com/x',
    'oci://r.example.com/X',
    'oci://r.example.com/x:live',
  ])('is that %s is no address of a registry', (registry) => {
    const { lines } = check({ 'resedge.yaml': `${fleet}  delivery: {registry: "${registry}"}\n` });
    expect(lines).toEqual([expect.stringContaining('RE102')]);
  });

  it('is that URLs hold no credentials', () => {
    const linesFor = (url: string) =>
      check({ 'resedge.yaml': fleet.replace('https://git.example.com/contoso/fleet.git', url) }).lines.length;
    expect(
      ['https://me:secret@x.example/y', 'https://token@x.example/y', 'ssh://git:secret@x.example/y'].map(linesFor),
    ).toEqual([1, 1, 1]);
    expect(['ssh://git@x.example/y', 'https://x.example/y@z', 'ssh://x.example:22/y'].map(linesFor)).toEqual([0, 0, 0]);
  });
});
