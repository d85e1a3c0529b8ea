import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { createManifests } from '../../src/load/kustomize-folders.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { refusedKustomizations, surroundings } from './refused-kustomizations.ts';

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'resedge-kustomize-')));
afterAll(() => rmSync(scratch, { recursive: true }));
let count = 0;

/** A folder on disk with these files. */
function writeAll(files: Readonly<Record<string, string>>): string {
  const root = join(scratch, `${count++}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function readFolder(files: Readonly<Record<string, string>>, folder: string) {
  const entries = Object.keys(files).map((path) => ({ path, id: path }));
  const parsed = (path: string) => parseYaml(new TextEncoder().encode(files[path]));
  return createManifests({ entries, parsed }).kustomization(folder);
}

const accepted: readonly [what: string, files: Readonly<Record<string, string>>][] = [
  ['no resources', { 'apps/a/kustomization.yaml': 'resources: []\n' }],
  ['nothing but annotations', { 'apps/a/kustomization.yaml': 'metadata: {annotations: {a: b, c: }}\n' }],
  [
    'lists, several documents, anchors and empty files',
    {
      'apps/a/kustomization.yaml': 'resources: [x.yaml, ./sub/../y.yml, empty.yaml]\n',
      'apps/a/x.yaml': `apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
---
apiVersion: v1
kind: ConfigMapList
items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
---
# nothing
---
apiVersion: v1
kind: ConfigMap
metadata: {name: c, namespace: d}
data: &data {x: "1"}
---
apiVersion: v1
kind: Secret
metadata: {name: e}
stringData: {<<: {y: "2"}}
`,
      'apps/a/y.yml': 'apiVersion: v1\nkind: Service\nmetadata: {name: f}\n',
      'apps/a/empty.yaml': '# later\n',
      'apps/a/sub/z.txt': '',
    },
  ],
  [
    'other folders, a component, patches and inline YAML',
    {
      'apps/a/kustomization.yaml': `resources: [../base/]
components: [../c]
patches:
  - path: p.yaml
  - {target: {kind: ConfigMap}, patch: '[{"op": "add", "path": "/metadata/labels", "value": {"a": "b"}}]'}
transformers:
  - |-
    apiVersion: builtin
    kind: AnnotationsTransformer
    metadata: {name: t}
    annotations: {a: b}
    fieldSpecs: [{path: metadata/annotations, create: true}]
`,
      'apps/a/p.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: "2"}\n',
      'apps/base/Kustomization': 'resources: [x.yaml]\n',
      'apps/base/x.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
      'apps/c/kustomization.yml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [y.yaml]\n',
      'apps/c/y.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: b}\n',
    },
  ],
];

describeWithKustomize('Kustomize', (kustomize) => {
  const local = refusedKustomizations.filter(([what]) => what !== 'a URL');

  it.concurrent.each(local)('refuses %s as well', async (_what, text) => {
    const root = writeAll({ ...surroundings, 'apps/a/kustomization.yaml': text });
    await expect(kustomize.build(join(root, 'apps/a'))).rejects.toThrow();
  });

  it.concurrent.each(accepted)('takes %s as well, and finds the same objects', async (_what, files) => {
    const folder = readFolder(files, 'apps/a');
    expect(folder?.findings).toEqual([]);
    const built = parseAllDocuments(await kustomize.build(join(writeAll(files), 'apps/a')));
    const names = built.flatMap((document) =>
      document.contents ? [`${document.get('kind')}/${document.getIn(['metadata', 'name'])}`] : [],
    );
    expect(folder?.objects.map(({ kind, name }) => `${kind}/${name}`).sort()).toEqual(names.sort());
  });
});
