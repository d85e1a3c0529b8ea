import { describe, expect, it } from 'vitest';
import { inMemory } from './in-memory.ts';
import { cluster, object, smallFleet } from './support.ts';

const fleet = inMemory({
  ...smallFleet,
  ...cluster('w2', 'stores/west', ', values: {region: beach, floor: 2}, hold: {reason: flood}'),
  'resedge.yaml': object(
    'Fleet',
    'contoso',
    '{git: {url: https://git.example.com/contoso/fleet.git}, values: {region: none, currency: USD}}',
  ),
  'inventory/groups.yaml': ['stores', 'stores/east', 'stores/west']
    .map((name) => object('Group', name, name === 'stores/west' ? '{values: {region: west}}' : '{}'))
    .join('---\n'),
  'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /g/stores/west, applications: [till]}'),
  'apps/till/base/kustomization.yaml':
    'resources: [config.yaml]\nconfigMapGenerator: [{name: script, files: [run.sh]}]\n',
  'apps/till/base/config.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {store: "${cluster_name} in ${cluster_region}", tax: "${cluster_tax:=0}"}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: raw, annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}}\ndata: {text: "${not_ours}"}\n',
  'apps/till/base/run.sh': 'echo ${HOME}\n',
});

async function explain(...words: string[]): Promise<string> {
  const { code, out, err } = await fleet.run(['explain', ...words]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

const why = '/g/stores/west: its groups are stores, stores/east';

describe('explain APPLICATION CLUSTER', () => {
  it('tells each step with its file and line, the variables, and all of it in one sentence', async () => {
    expect(
      await explain('till', 'w2'),
    ).toBe(`  yes  state       active                                              inventory/clusters/w2.yaml:3
  no   hold        the cluster is held: flood                          inventory/clusters/w2.yaml:4
  yes  namespace   it names shop                                       inventory/till.yaml:4
  yes  admission   shop admits it                                      inventory/shop.yaml:4
  yes  expression  /g/stores/west: it names stores/west                inventory/shop.yaml:4
  yes  variant     base, made from apps/till/base; 2 clusters have it  apps/till/base/kustomization.yaml:1

  VARIABLE        VALUE                     FROM
  HOME            missing: Flux refuses it  -
  cluster_name    w2                        inventory/clusters/w2.yaml:3
  cluster_region  beach                     inventory/clusters/w2.yaml:4
  cluster_tax     not set, has a default    -

till is on w2, in namespace shop as variant base, but the cluster is held and keeps what it has.
`);
  });

  it('marks the step that stops it', async () => {
    expect(
      await explain('application/till', 'cluster/e1'),
    ).toBe(`  yes  state       active                                              inventory/clusters/e1.yaml:3
  yes  hold        none
  yes  namespace   it names shop                                       inventory/till.yaml:4
  yes  admission   shop admits it                                      inventory/shop.yaml:4
> no   expression  /g/stores/west: its groups are stores, stores/east  inventory/shop.yaml:4

till is not on e1, because its namespace does not select the cluster (/g/stores/west: its groups are stores, stores/east).
`);
  });

  it('for programs', async () => {
    const shop = { file: 'inventory/shop.yaml', line: 4 };
    expect(JSON.parse(await explain('till', 'e1', '-o', 'json'))).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'Explanation',
      application: 'till',
      cluster: 'e1',
      placed: false,
      because: 4,
      reason: `till is not on e1, because its namespace does not select the cluster (${why})`,
      steps: [
        {
          step: 'state',
          ok: true,
          detail: 'active',
          file: 'inventory/clusters/e1.yaml',
          line: 3,
          depth: 0,
          decides: true,
        },
        { step: 'hold', ok: true, detail: 'none', file: null, line: null, depth: 0, decides: false },
        {
          step: 'namespace',
          ok: true,
          detail: 'it names shop',
          file: 'inventory/till.yaml',
          line: 4,
          depth: 0,
          decides: true,
        },
        { step: 'admission', ok: true, detail: 'shop admits it', ...shop, depth: 0, decides: true },
        { step: 'expression', ok: false, detail: why, ...shop, depth: 0, decides: true },
      ],
      delivered: null,
      waiting: null,
      namespace: null,
      variant: null,
      overlays: [],
      profile: null,
      variables: [],
    });
    expect(JSON.parse(await explain('till', 'w1', '-o', 'json'))).toMatchObject({
      placed: true,
      because: null,
      namespace: 'shop',
      variant: 'base',
      overlays: [],
      profile: 'w2',
      variables: [
        { name: 'HOME', value: null, missing: true, file: null, line: null },
        { name: 'cluster_name', value: 'w1', missing: false, file: 'inventory/clusters/w1.yaml', line: 3 },
        { name: 'cluster_region', value: 'west', missing: false, file: 'inventory/groups.yaml', line: 14 },
        { name: 'cluster_tax', value: null, missing: false, file: null, line: null },
      ],
    });
  });

  it.each([
    [['til', 'w1'], 'error: there is no application named til\nhint: Did you mean till?\n'],
    [['till', 'nola-7'], 'error: there is no cluster named nola-7\nhint: See them all: resedge get clusters\n'],
    [
      ['till', 'ns/shop'],
      'error: ns/shop is of another kind: cluster is wanted\nhint: Write the name of the cluster alone.\nSee resedge explain --help\n',
    ],
    [['till'], "error: missing required argument 'cluster'\nSee resedge explain --help\n"],
  ])('refuses %j', async (words, err) => {
    expect(await fleet.run(['explain', ...words])).toEqual({ code: 2, out: '', err });
  });
});

describe('explain value', () => {
  it('shows every layer, and the one that wins', async () => {
    expect(await explain('value', 'region', 'w2')).toBe(`  no   fleet contoso      none (overridden)  resedge.yaml:4
  no   group stores       not set            inventory/groups.yaml:3
  no   group stores/west  west (overridden)  inventory/groups.yaml:14
  yes  cluster w2         beach              inventory/clusters/w2.yaml:4

region is "beach" on w2, from cluster w2.
`);
  });

  it('takes the name of the variable, and has a form for programs', async () => {
    expect(JSON.parse(await explain('value', 'cluster_floor', 'w2', '-o', 'json'))).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'Explanation',
      key: 'floor',
      value: '2',
      cluster: 'w2',
      placed: true,
      because: null,
      reason: 'floor is "2" on w2, from cluster w2',
      steps: [
        {
          step: 'fleet contoso',
          ok: false,
          detail: 'not set',
          file: 'resedge.yaml',
          line: 3,
          depth: 0,
          decides: false,
        },
        {
          step: 'group stores',
          ok: false,
          detail: 'not set',
          file: 'inventory/groups.yaml',
          line: 3,
          depth: 0,
          decides: false,
        },
        {
          step: 'group stores/west',
          ok: false,
          detail: 'not set',
          file: 'inventory/groups.yaml',
          line: 13,
          depth: 0,
          decides: false,
        },
        {
          step: 'cluster w2',
          ok: true,
          detail: '2',
          file: 'inventory/clusters/w2.yaml',
          line: 4,
          depth: 0,
          decides: false,
        },
      ],
    });
  });

  it.each([
    ['regon', 'error: nothing sets regon on w2\nhint: Did you mean region?\n'],
    ['other', 'error: nothing sets other on w2\nhint: w2 has currency, floor, region.\n'],
    [
      'cluster_name',
      'error: cluster_name is no value: it is the name of the cluster\nhint: See: resedge describe cluster/NAME\nSee resedge explain value --help\n',
    ],
    [
      'app_title',
      'error: app_title belongs to an application, not to a cluster\nhint: What an application reads, and from where: resedge explain APPLICATION CLUSTER\nSee resedge explain value --help\n',
    ],
  ])('refuses %s', async (key, err) => {
    expect(await fleet.run(['explain', 'value', key, 'w2'])).toEqual({ code: 2, out: '', err });
  });
});

describe('explain object', () => {
  it('says where it comes from', async () => {
    expect(
      await explain('object', 'configmap/till', 'w2'),
    ).toBe(`  yes  application  till brings it, in namespace shop as variant base  inventory/till.yaml:4
  yes                 base: apps/till/base holds it                    apps/till/base/config.yaml:1

ConfigMap/till on w2 comes from application till: apps/till/base.
`);
  });

  it.each(['cm/till', 'configmaps/till', 'ConfigMap/till'])('takes the words of kubectl: %s', async (typed) => {
    expect(await explain('object', typed, 'w2')).toContain('ConfigMap/till on w2 comes from application till');
  });

  it('says why it is not there', async () => {
    const absent = `till is not on e1, because its namespace does not select the cluster (${why})`;
    expect(JSON.parse(await explain('object', 'ConfigMap/till', 'e1', '-o', 'json'))).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'Explanation',
      object: 'ConfigMap/till',
      cluster: 'e1',
      placed: false,
      because: 0,
      reason: `ConfigMap/till is not on e1: ${absent}`,
      steps: [
        {
          step: 'application',
          ok: false,
          detail: absent,
          file: 'inventory/till.yaml',
          line: 4,
          depth: 0,
          decides: true,
        },
        {
          step: 'base',
          ok: true,
          detail: 'apps/till/base holds it',
          file: 'apps/till/base/config.yaml',
          line: 1,
          depth: 1,
          decides: false,
        },
      ],
    });
  });

  it.each([
    ['ConfigMap/til', 'error: nothing brings ConfigMap/til to w2\nhint: Did you mean ConfigMap/till?\n'],
    [
      'ConfigMap/unknown-one',
      'error: nothing brings ConfigMap/unknown-one to w2\nhint: There are ConfigMap/raw, ConfigMap/script, ConfigMap/till.\n',
    ],
    [
      'Secret/none',
      'error: nothing brings Secret/none to w2\nhint: What runs there: resedge get placements --cluster w2\n',
    ],
    [
      'till',
      'error: "till" is not an object of Kubernetes\nhint: Write its kind and its name: Deployment/catalog\nSee resedge explain object --help\n',
    ],
  ])('refuses %s', async (object, err) => {
    expect(await fleet.run(['explain', 'object', object, 'w2'])).toEqual({ code: 2, out: '', err });
  });
});

it('answers although there are errors elsewhere, and says so', async () => {
  const broken = inMemory({ ...smallFleet, 'inventory/bad.yaml': object('Cluster', 'bad', '{groups: [nowhere]}') });
  const { code, out, err } = await broken.run(['explain', 'till', 'e1']);
  expect({ code, err }).toEqual({
    code: 0,
    err: 'The inventory has an error; what it stands in is missing here. See: resedge validate\n',
  });
  expect(out).toContain('till is on e1, in namespace shop as variant base.\n');
});
