import { beforeAll, describe, expect, it } from 'vitest';
import { cluster, object, smallFleet } from '../commands/support.ts';
import { base, type Files, overlay } from '../support/fleet.ts';
import { fluxAgent } from '../support/flux-agent.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { type FileChanges, type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { buildWith, renderedOn } from '../support/rendered.ts';
import { emptyKustomize } from './support.ts';

/** Each kind of file that people write, and some that manifests load. */
const files: Files = {
  ...smallFleet,
  'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /g/stores, applications: [till], policies: [audit]}'),
  'inventory/audit.yaml': object('Policy', 'audit', '{path: policies/audit}'),
  'inventory/rings.yaml': [
    object('Ring', 'canary', '{order: 1, clusters: /c/e1, percent: 100}'),
    object('Ring', 'rest', '{order: 2, clusters: all}'),
  ].join('---\n'),
  'expectations/till.yaml': object('Expectation', 'till', '{application: till, on: /g/stores}'),
  'apps/till/base/kustomization.yaml': `resources: [config.yaml]
configMapGenerator: [{name: texts, files: [motd.txt, values.json]}]
`,
  'apps/till/base/motd.txt': 'Good morning\n',
  'apps/till/base/values.json': '{"lanes": 4}\n',
  ...overlay('apps/till/overlays/wide', { clusters: '/c/e1' }, 'namePrefix: wide-'),
  ...overlay(
    'apps/till/overlays/own',
    { clusters: '/c/w1' },
    'resources: [../../base]\nnameSuffix: -own',
    'Kustomization',
  ),
  'policies/audit/kustomization.yaml': 'resources: [quota.yaml]\n',
  'policies/audit/quota.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: audit}\ndata: {level: "1"}\n',
};

const now = { now: '2026-11-02T12:00:00Z', kustomize: emptyKustomize };

async function deployedFleet(): Promise<MemoryRepository> {
  const repository = await memoryRepository(files);
  expect(await repository.run(['deploy', '-m', 'First', '--yes', '-q'], now)).toMatchObject({ code: 0 });
  return repository;
}

/** What clusters read. */
async function read({ remote, textsAt }: MemoryRepository): Promise<Files> {
  const all = Object.entries(await textsAt(remote.tip));
  return Object.fromEntries(all.filter(([path]) => /^(clusters|fleet)\//.test(path)));
}

const merges: readonly (readonly [string, FileChanges])[] = [
  [
    'a manifest of a base',
    { 'apps/till/base/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n' },
  ],
  ['a base that loads another file', { 'apps/till/base/kustomization.yaml': 'resources: []\n' }],
  ['a text that a base loads', { 'apps/till/base/motd.txt': 'Good night\n' }],
  ['a file of JSON that a base loads', { 'apps/till/base/values.json': '{"lanes": 5}\n' }],
  ['a file that a base loads is deleted', { 'apps/till/base/motd.txt': undefined }],
  ['a component', overlay('apps/till/overlays/wide', { clusters: 'all' }, 'namePrefix: wider-')],
  [
    'an overlay in place of the base',
    overlay('apps/till/overlays/own', { clusters: 'all' }, 'resources: []', 'Kustomization'),
  ],
  ['a new overlay', overlay('apps/till/overlays/2.0.0', { clusters: 'all' }, 'images: [{name: till, newTag: "2"}]')],
  ['an overlay is deleted', { 'apps/till/overlays/wide/kustomization.yaml': undefined }],
  [
    'a manifest of a policy',
    { 'policies/audit/quota.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n' },
  ],
  ['a policy', { 'inventory/audit.yaml': object('Policy', 'audit', '{path: policies/audit, substitute: false}') }],
  ['a cluster', cluster('e1', 'stores/east', ', values: {lanes: 3}, connectivity: offline')],
  ['a new cluster', cluster('e3', 'stores/east')],
  ['a cluster is retired', cluster('e1', 'stores/east', ', state: retired')],
  ['a cluster is deleted', { 'inventory/clusters/e1.yaml': undefined }],
  [
    'a cluster is renamed',
    { 'inventory/clusters/e1.yaml': object('Cluster', 'e9', '{groups: [stores], formerNames: [e1]}') },
  ],
  ['a group', { 'inventory/groups.yaml': `${files['inventory/groups.yaml']}`.replace('{}', '{values: {lanes: 3}}') }],
  ['a namespace', { 'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /c/e1, applications: [till]}') }],
  ['a namespace is deleted', { 'inventory/shop.yaml': undefined }],
  [
    'an application',
    { 'inventory/till.yaml': object('Application', 'till', '{path: apps/till, namespace: shop, values: {a: "1"}}') },
  ],
  [
    'an application is deleted, with its files',
    {
      'inventory/till.yaml': undefined,
      ...Object.fromEntries(
        Object.keys(files).flatMap((path) => (path.startsWith('apps/') ? [[path, undefined]] : [])),
      ),
    },
  ],
  [
    'a new application',
    {
      ...base('apps/web'),
      'inventory/web.yaml': object('Application', 'web', '{path: apps/web, namespace: shop}'),
      'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /g/stores, applications: ["*"]}'),
    },
  ],
  ['a ring', { 'inventory/rings.yaml': object('Ring', 'canary', '{order: 1, clusters: all}') }],
  ['an expectation', { 'expectations/till.yaml': object('Expectation', 'till', '{application: till, notOn: all}') }],
  [
    'the fleet',
    {
      'resedge.yaml': object(
        'Fleet',
        'acme',
        '{git: {url: "https://git.example.com/acme/fleet.git"}, layout: {clusters: "clusters/{hash}/{name}"}}',
      ),
    },
  ],
  ['attributes of files', { '.gitattributes': '* text eol=crlf\n*.yaml filter=lfs\n' }],
  ['a file that nobody loads', { 'README.md': 'Read me.\n' }],
];

describe('what is merged without a deploy changes no byte that a cluster reads', () => {
  let repository: MemoryRepository;
  let deployed: string;
  beforeAll(async () => {
    repository = await deployedFleet();
    deployed = repository.remote.tip;
  });

  it.each(merges)('%s', async (_, changes) => {
    repository.remote.force(deployed);
    const before = await read(repository);
    const merged = await repository.remote.receive(changes, 'Merged');
    expect(await read(repository)).toEqual(before);

    // Nor does what runs every quarter of an hour: it takes the intent of the last deploy.
    expect(await repository.run(['deploy', '--waiting', '--yes', '-q'], now)).toMatchObject({ code: 0 });
    expect(repository.remote.tip).toBe(merged);
  });
});

describeWithKustomize('what clusters read', () => {
  it('stands alone: it is built without any other file of the branch', async () => {
    const kustomize = await realKustomize();
    if (!kustomize) throw new Error('there is no Kustomize');
    const build = buildWith(kustomize, await read(await deployedFleet()));
    const of = async (name: string) => Object.keys(await renderedOn(fluxAgent, build, `clusters/${name}`)).sort();
    const shop = [
      'ConfigMap shop/audit',
      'Namespace shop',
      'RoleBinding shop/resedge',
      'ServiceAccount flux-system/resedge-shop',
      'ServiceAccount shop/resedge',
    ];
    const till = (name: (plain: string) => string) =>
      ['texts', 'till'].map((plain) => expect.stringMatching(new RegExp(`^ConfigMap shop/${name(plain)}`)));
    expect(await of('e2')).toEqual([...shop.slice(0, 1), ...till((plain) => plain), ...shop.slice(1)]);
    expect(await of('e1')).toEqual([...shop.slice(0, 1), ...till((plain) => `wide-${plain}`), ...shop.slice(1)]);
    expect(await of('w1')).toEqual([...shop.slice(0, 1), ...till((plain) => `${plain}-own`), ...shop.slice(1)]);
  });
});
