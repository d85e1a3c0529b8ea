import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { isClusterScoped } from '../../src/model/cluster-scoped.ts';
import { toRecord } from '../../src/model/record.ts';
import { type Files, objects, readFleet, writeTexts } from '../support/fleet.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { scratchFolder } from './built-fleet.ts';

const fleet = objects(`
  Cluster austin: {}
  Namespace web: {clusters: all, applications: [till]}
  Application till: {namespace: web, path: apps/till}
`);

const manifests = `
apiVersion: v1
kind: Namespace
metadata: {name: upstream}
---
apiVersion: eventhub.example.com/v1
kind: Namespace
metadata: {name: orders}
---
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ServiceAccount, metadata: {name: agent}}
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: other}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {replicas: 1, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x}]}}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules: []
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: tills.example.com}
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1.example.com}
`;

/** A folder below apps/till/base/, with the manifests in one file. */
function folder(name: string, text: string): Files {
  return { [`apps/till/${name}/kustomization.yaml`]: text };
}

const json = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'from-json' } });
const outer = (text: string): Files => ({
  ...folder('base', `${text}\nresources: [../inner]\n`),
  ...folder('inner', 'namespace: inner\nresources: [all.yaml]\n'),
  'apps/till/inner/all.yaml': manifests,
});
const plain = (text: string): Files => ({
  ...folder('base', `resources: [all.yaml]\n${text}\n`),
  'apps/till/base/all.yaml': manifests,
});

/** What a base says, and whether its files alone tell the objects that come of it. */
const bases: Readonly<Record<string, readonly [Files, 'told' | 'built']>> = {
  'as they are': [plain(''), 'told'],
  'a namespace': [plain('namespace: fixed'), 'told'],
  'a prefix and a suffix': [plain('namePrefix: a-\nnameSuffix: -z'), 'told'],
  'two levels of namespaces': [outer('namespace: outer'), 'told'],
  'two levels of prefixes': [outer('namePrefix: a-'), 'told'],
  'JSON, and a file without an ending': [
    {
      ...folder('base', 'resources: [all.json, manifests]\n'),
      'apps/till/base/all.json': json,
      'apps/till/base/manifests': manifests,
    },
    'told',
  ],
  'labels, annotations, images and replicas': [
    plain(
      'labels: [{pairs: {x: b}}]\ncommonAnnotations: {x: b}\nimages: [{name: x, newTag: "2"}]\nreplicas: [{name: web, count: 2}]',
    ),
    'told',
  ],
  'patches of other fields': [
    plain(
      'patches: [{target: {kind: Deployment}, patch: "[{\\"op\\": \\"add\\", \\"path\\": \\"/spec/paused\\", \\"value\\": true}]"}, {patch: "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: other}, data: {a: b}}"}]',
    ),
    'told',
  ],
  'a replacement of another field': [
    plain(
      'replacements: [{source: {kind: Deployment, fieldPath: metadata.name}, targets: [{select: {kind: ServiceAccount}, fieldPaths: [metadata.labels.of], options: {create: true}}]}]',
    ),
    'told',
  ],
  'a patch that deletes': [
    plain('patches: [{patch: "{apiVersion: v1, kind: Namespace, metadata: {name: upstream}, $patch: delete}"}]'),
    'built',
  ],
  'a patch that renames': [
    plain(
      'patches: [{target: {kind: ServiceAccount}, patch: "[{\\"op\\": \\"replace\\", \\"path\\": \\"/metadata/name\\", \\"value\\": \\"n\\"}]"}]',
    ),
    'built',
  ],
  'a replacement of names': [
    plain(
      'replacements: [{source: {kind: Deployment, fieldPath: metadata.name}, targets: [{select: {kind: ServiceAccount}, fieldPaths: [metadata.name]}]}]',
    ),
    'built',
  ],
  'local configuration': [
    {
      ...plain(''),
      'apps/till/base/all.yaml': manifests.replace(
        '{name: reader}',
        '{name: reader, annotations: {config.kubernetes.io/local-config: "true"}}',
      ),
    },
    'built',
  ],
  'a component with a prefix': [
    {
      ...plain('components: [../part]'),
      ...folder(
        'part',
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: part-\nresources: []\n',
      ),
    },
    'built',
  ],
  'a transformer': [
    plain(
      'transformers: ["{apiVersion: builtin, kind: PrefixTransformer, metadata: {name: p}, prefix: p-, fieldSpecs: [{path: metadata/name}]}"]',
    ),
    'built',
  ],
};

describeWithKustomize('the objects that files tell of', (kustomize) => {
  const root = scratchFolder();

  it.each(Object.entries(bases))('are those that Kustomize builds: %s', async (name, [files, how]) => {
    const { resolution } = readFleet({ ...fleet, ...files });
    const told = resolution.inventory.manifests.kustomization('apps/till/base');
    expect(told?.findings).toEqual([]);
    const at = join(root, name.replaceAll(' ', '-'));
    mkdirSync(at, { recursive: true });
    writeTexts(at, files);
    const built = parseAllDocuments(await kustomize.build(join(at, 'apps/till/base'))).map((one) =>
      identity(one.toJS()),
    );
    const tellsAll = told?.opaque === undefined;
    expect(tellsAll).toBe(how === 'told');
    const ids = (told?.objects ?? []).map(({ apiVersion, kind, name, namespace }) =>
      identity({ apiVersion, kind, metadata: { name, namespace } }),
    );
    if (tellsAll) expect(ids.sort()).toEqual(built.sort());
    else expect(ids.sort()).not.toEqual(built.sort());
  });
});

function identity(value: unknown): string {
  const { apiVersion, kind, metadata } = toRecord(value);
  const { name, namespace } = toRecord(metadata);
  const where = isClusterScoped(String(apiVersion), String(kind)) ? '' : String(namespace ?? '');
  return [apiVersion, kind, where, name].join(' ');
}
