import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/load/diagnose.ts';
import { createManifests } from '../../src/load/kustomize-folders.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { isManifestFile } from '../../src/load/source-files.ts';
import type { SourceEntry } from '../../src/model/documents.ts';
import type { Manifests } from '../../src/model/inventory.ts';
import { refusedKustomizations, surroundings } from './refused-kustomizations.ts';

type Files = Readonly<Record<string, string>>;

const encode = (text: string) => new TextEncoder().encode(text);

function manifestsOf(files: Files, { problems = {}, read = [] as string[] } = {}): Manifests {
  const entries: SourceEntry[] = [
    ...Object.keys(files).map((path) => ({ path, id: path })),
    ...Object.entries<string>(problems).map(([path, problem]) => ({ path, id: '', problem })),
  ];
  const parsed = (path: string) => {
    const text = files[path];
    if (text === undefined || !isManifestFile(path)) return undefined;
    read.push(path);
    return parseYaml(encode(text));
  };
  return createManifests({ entries, parsed });
}

/** `file:line:column rule message`, and the hint in parentheses, of all that is wrong with a folder. */
function linesOf(files: Files, folder: string, options?: Parameters<typeof manifestsOf>[1]): string[] {
  const findings = manifestsOf(files, options).kustomization(folder)?.findings ?? [];
  const diagnostics = diagnose(findings, (path) => encode(files[path] ?? ''));
  return diagnostics.map(
    ({ file, line, column, rule, message, hint }) =>
      `${file}:${line}:${column} ${rule.id} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

const object = (kind: string, name: string, more = '') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\n${more}`;

const shop: Files = {
  'apps/shop/base/kustomization.yaml': 'resources: [app.yaml, ../shared]\n',
  'apps/shop/base/app.yaml': `${object('Service', 'shop')}---\n# nothing\n---\n${object('ConfigMap', 'shop')}`,
  'apps/shop/shared/Kustomization': 'resources:\n  - ./list.yml\n',
  'apps/shop/shared/list.yml': `apiVersion: v1\nkind: List\nitems:\n  - ${JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', namespace: 'x' } })}\n`,
  'apps/shop/overlays/1.0.1/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
metadata:
  annotations: {resedge.dev/clusters: /g/stores}
images: [{name: shop, newTag: "1.0.1"}]
`,
  'apps/shop/overlays/notes.txt': '',
  'policies/pods/kustomization.yml': 'resources: []\n',
  'inventory/a.yaml': '',
};

describe('folders', () => {
  it('are known by the files in them', () => {
    const manifests = manifestsOf(shop);
    expect(
      ['apps', 'apps/shop', 'apps/shop/overlays', 'apps/shop/overlays/1.0.1', 'policies'].map(manifests.has),
    ).toEqual(Array(5).fill(true));
    expect(['', 'inventory', 'apps/sho', 'apps/shop/', 'apps/shop/base/app.yaml'].map(manifests.has)).toEqual(
      Array(5).fill(false),
    );
    expect(manifests.folders('apps/shop')).toEqual(['base', 'overlays', 'shared']);
    expect(manifests.folders('apps/shop/overlays')).toEqual(['1.0.1']);
    expect(manifests.folders('apps/nothing')).toEqual([]);
  });

  it('have a kustomization or none', () => {
    const manifests = manifestsOf(shop);
    expect(manifests.kustomization('apps/shop')).toBeUndefined();
    expect(manifests.kustomization('policies/pods')).toMatchObject({
      file: 'policies/pods/kustomization.yml',
      kind: 'Kustomization',
      findings: [],
    });
    expect(manifests.kustomization('apps/shop/overlays/1.0.1')).toMatchObject({
      kind: 'Component',
      annotations: { 'resedge.dev/clusters': '/g/stores' },
      content: { images: [{ name: 'shop', newTag: '1.0.1' }] },
      findings: [],
    });
  });

  it('are read when they are asked for, once', () => {
    const read: string[] = [];
    const manifests = manifestsOf(shop, { read });
    expect(read).toEqual([]);
    expect(manifests.kustomization('policies/pods')).toBe(manifests.kustomization('policies/pods'));
    expect(read).toEqual(['policies/pods/kustomization.yml']);
  });
});

describe('what a kustomization brings', () => {
  it('are the objects of its files and of the folders that it loads, with their places', () => {
    const base = manifestsOf(shop).kustomization('apps/shop/base');
    expect(base?.findings).toEqual([]);
    expect(base?.files).toEqual([
      'apps/shop/base/app.yaml',
      'apps/shop/base/kustomization.yaml',
      'apps/shop/shared/Kustomization',
      'apps/shop/shared/list.yml',
    ]);
    expect(base?.objects.map(({ kind, name, namespace, place }) => [kind, name, namespace, place])).toEqual([
      ['Service', 'shop', '', { file: 'apps/shop/base/app.yaml', document: 0, path: [] }],
      ['ConfigMap', 'shop', '', { file: 'apps/shop/base/app.yaml', document: 2, path: [] }],
      ['Secret', 'a', 'x', { file: 'apps/shop/shared/list.yml', document: 0, path: ['items', 0] }],
    ]);
  });

  it('are its patches, in files and in place', () => {
    const files = {
      'apps/a/kustomization.yaml': `patches:
  - path: merge.yaml
  - target: {kind: Deployment, labelSelector: app=a}
    patch: '[{"op": "remove", "path": "/spec/replicas"}]'
  - patch: |-
      kind: Service
      metadata: {name: b}
patchesStrategicMerge:
  - merge.yaml
`,
      'apps/a/merge.yaml': object('ConfigMap', 'c', 'data: {x: "1"}\n'),
    };
    const folder = manifestsOf(files).kustomization('apps/a');
    const merge = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { x: '1' } };
    const inFile = { file: 'apps/a/merge.yaml', document: 0, path: [] };
    const here = (path: (string | number)[]) => ({ file: 'apps/a/kustomization.yaml', document: 0, path });
    expect(folder?.findings).toEqual([]);
    expect(folder?.patches).toEqual([
      { target: { kind: 'ConfigMap', name: 'c' }, namesItself: true, operations: [], merge, place: inFile },
      {
        target: { kind: 'Deployment', labelSelector: 'app=a' },
        namesItself: false,
        operations: [{ op: 'remove', path: '/spec/replicas' }],
        merge: undefined,
        place: here(['patches', 1, 'patch']),
      },
      {
        target: { kind: 'Service', name: 'b' },
        namesItself: true,
        operations: [],
        merge: { kind: 'Service', metadata: { name: 'b' } },
        place: here(['patches', 2, 'patch']),
      },
      { target: { kind: 'ConfigMap', name: 'c' }, namesItself: true, operations: [], merge, place: inFile },
    ]);
  });

  it('counts the files of generators, patches, replacements and the rest', () => {
    const content = `resources: []
configMapGenerator: [{name: a, files: [a.txt, key=b.txt], envs: [c.env], env: d.env}]
secretGenerator: [{name: b, files: [sub/e.txt]}]
patches: [{path: f.yaml}]
patchesJson6902: [{path: g.json}]
replacements: [{path: h.yaml}]
openapi: {path: i.json}
crds: [j.yaml]
configurations: [k.yaml]
generators: [l.yaml]
transformers: ["apiVersion: builtin\\nkind: LabelTransformer\\n"]
`;
    const names = [
      'a.txt',
      'b.txt',
      'c.env',
      'd.env',
      'f.yaml',
      'g.json',
      'h.yaml',
      'i.json',
      'j.yaml',
      'k.yaml',
      'l.yaml',
      'sub/e.txt',
    ];
    const files = Object.fromEntries(names.map((name) => [`apps/a/${name}`, '']));
    expect(linesOf({ ...files, 'apps/a/kustomization.yaml': content }, 'apps/a')).toEqual([]);
    const folder = manifestsOf({ ...files, 'apps/a/kustomization.yaml': content }).kustomization('apps/a');
    expect(folder?.files).toEqual(['kustomization.yaml', ...names].sort().map((name) => `apps/a/${name}`));
    const missing = linesOf({ 'apps/a/kustomization.yaml': content }, 'apps/a');
    expect(missing.map((line) => line.replace(/^.*RE402 apps\/a\/(.*) does not exist$/, '$1')).sort()).toEqual(
      [...names].sort(),
    );
  });
});

describe('what Kustomize would refuse is RE402, at the place in its own file', () => {
  it.each(refusedKustomizations)('%s', (_what, text, line) => {
    expect(linesOf({ ...surroundings, 'apps/a/kustomization.yaml': text }, 'apps/a')).toEqual([
      `apps/a/kustomization.yaml:${line}`,
    ]);
  });

  it.each([
    ['patches: [{target: {kind: Service}, Patch: "[]"}]', '1:37', 'Patch', 'patch'],
    ['patches: [{Options: {allowKindChange: true}, path: x.yaml}]', '1:12', 'Options', 'options'],
    ['configMapGenerator: [{name: m, file\u017f: [x.yaml]}]', '1:32', 'file\u017f', 'files'],
    ['replacements: [{Targets: [{select: {KIND: Service}}]}]', '1:17', 'Targets', 'targets'],
  ])('a key that Kustomize takes for another one: %s', (text, at, key, field) => {
    const [line] = linesOf({ ...surroundings, 'apps/a/kustomization.yaml': text }, 'apps/a');
    const message = `Kustomize takes ${key} for ${field}, and who else reads this does not (Write ${field}.)`;
    expect(line).toBe(`apps/a/kustomization.yaml:${at} RE402 ${message}`);
  });

  it.each([
    'labels: [{pairs: {Name: a, Path: b}}]',
    'generatorOptions: {labels: {Type: a}, annotations: {Path: b}}',
    'commonAnnotations: {Name: a}',
    'vars: [{name: A, objref: {kind: Service, name: x, apiVersion: v1}, fieldref: {fieldpath: metadata.name}}]',
  ])('keys that are for people to choose are none: %s', (text) => {
    expect(linesOf({ 'apps/a/kustomization.yaml': text }, 'apps/a')).toEqual([]);
  });

  it('a folder that Kustomize takes for an address is refused, and by ./ it is one', () => {
    const files = { 'apps/a/x@y/z/kustomization.yaml': 'resources: []\n', 'apps/a/x@y/m.txt': '' };
    const read = (text: string) => linesOf({ ...files, 'apps/a/kustomization.yaml': text }, 'apps/a');
    expect(read('resources: [x@y/z]')).toEqual([
      'apps/a/kustomization.yaml:1:13 RE402 Kustomize takes x@y/z for a repository at a host, and not for a folder (Write ./x@y/z)',
    ]);
    expect(read('resources: [./x@y/z]')).toEqual([]);
    expect(read('configMapGenerator: [{name: m, files: [x@y/m.txt]}]')).toEqual([]);
  });

  it.each(['\r', '\x85', '\u2028', '\u2029'])(
    'a line ends with %j for Kustomize, and what follows is hidden',
    (end) => {
      const hidden = `# fine${end}namePrefix: x-\n`;
      const said = expect.stringMatching(
        /RE101 here is a character U\+[0-9A-F]{4}, with which a line ends for Kustomize/,
      );
      const manifest = surroundings['apps/a/x.yaml'] ?? '';
      const code = end.charCodeAt(0).toString(16).padStart(4, '0');
      const inPatch = `patches: [{target: {kind: Service}, patch: "{a: b\\u${code}}"}]`;
      expect(linesOf({ 'apps/a/kustomization.yaml': `resources: []\n${hidden}` }, 'apps/a')).toEqual([said]);
      expect(
        linesOf({ 'apps/a/kustomization.yaml': 'resources: [x.yaml]', 'apps/a/x.yaml': manifest + hidden }, 'apps/a'),
      ).toEqual([said]);
      expect(linesOf({ 'apps/a/kustomization.yaml': inPatch }, 'apps/a')).toEqual([
        expect.stringContaining('with which a line ends'),
      ]);
    },
  );

  it('folders that load the next one twice, forty levels deep', () => {
    const level = (at: number): [string, string][] => [
      [`apps/n${at}/kustomization.yaml`, `resources: [../n${at + 1}, ../m${at}]`],
      [`apps/m${at}/kustomization.yaml`, `namePrefix: x-\nresources: [../n${at + 1}]`],
    ];
    const levels = Object.fromEntries(Array.from({ length: 40 }, (_, at) => level(at)).flat());
    const files = { ...levels, 'apps/n40/kustomization.yaml': 'resources: [x.yaml]\nfoo: []' };
    const lines = linesOf({ ...files, 'apps/n40/x.yaml': surroundings['apps/a/x.yaml'] ?? '' }, 'apps/n0');
    expect(lines.filter((line) => line.includes('knows no field foo'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('brings more than 10000 objects')).length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(100);
  });

  it('lines may end with a carriage return and a line feed', () => {
    expect(linesOf({ 'apps/a/kustomization.yaml': '# a\r\nresources: []\r\n' }, 'apps/a')).toEqual([]);
  });

  it.each(['git@example.com:a/b.git', 'github.com/a/b', '../b?ref=v1', 'ssh://example.com/a'])('%s is a URL', (url) => {
    const files = { 'apps/a/kustomization.yaml': `resources: ["${url}"]\n` };
    expect(linesOf(files, 'apps/a')).toHaveLength(1);
  });

  it.each([
    'components: [URL]',
    'bases: [URL]',
    'crds: [URL]',
    'transformers: [URL]',
    'patches: [{path: URL}]',
    'configMapGenerator: [{name: m, files: [m.yaml=URL]}]',
    'openapi: {path: URL}',
  ])('a URL is refused wherever something is named: %s', (field) => {
    const files = { 'apps/a/kustomization.yaml': field.replace('URL', 'https://example.com/x.yaml') };
    expect(linesOf(files, 'apps/a')).toEqual([expect.stringContaining('is loaded from elsewhere')]);
  });

  it('a circle through other folders', () => {
    const files = {
      'apps/a/kustomization.yaml': 'resources: [../b]\n',
      'apps/b/kustomization.yaml': 'resources: [../c]\n',
      'apps/c/kustomization.yaml': 'resources: [../b]\n',
    };
    const circle = [
      'apps/c/kustomization.yaml:1:13 RE402 these folders load each other in a circle: apps/b -> apps/c -> apps/b',
    ];
    expect(linesOf(files, 'apps/a')).toEqual(circle);
  });

  it('a folder above', () => {
    const files = {
      'apps/a/kustomization.yaml': 'resources: []\n',
      'apps/a/b/kustomization.yaml': 'resources: [..]\n',
    };
    expect(linesOf(files, 'apps/a/b')).toEqual([
      'apps/a/b/kustomization.yaml:1:13 RE402 .. is above this folder, which Kustomize takes for a circle',
    ]);
  });

  it('a Component among the resources', () => {
    const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: []\n';
    const files = { 'apps/a/kustomization.yaml': 'resources: [../b]\n', 'apps/b/kustomization.yaml': component };
    expect(linesOf(files, 'apps/a')).toEqual([
      'apps/a/kustomization.yaml:1:13 RE402 ../b is a Component, which cannot be loaded here (Name it under components.)',
    ]);
  });

  it('a link to nothing', () => {
    const files = { 'apps/a/kustomization.yaml': 'resources: [x.yaml]\n' };
    const problems = { 'apps/a/x.yaml': 'is a link to nothing' };
    expect(linesOf(files, 'apps/a', { problems })).toEqual([
      'apps/a/kustomization.yaml:1:13 RE402 apps/a/x.yaml is a link to nothing',
    ]);
    expect(linesOf({}, 'apps/a', { problems: { 'apps/a/kustomization.yaml': 'is a link to nothing' } })).toEqual([
      'apps/a/kustomization.yaml:1:1 RE402 apps/a/kustomization.yaml is a link to nothing',
    ]);
  });
});

describe('what is wrong with a manifest', () => {
  const lines = (text: string) =>
    linesOf({ 'apps/a/kustomization.yaml': 'resources: [x.yaml]\n', 'apps/a/x.yaml': text }, 'apps/a');

  it('is said where it stands', () => {
    expect(lines('a: [1\n')).toEqual([
      'apps/a/x.yaml:1:4 RE101 this [ is never closed (Add the ] that belongs to it.)',
    ]);
    expect(lines('- a\n')).toEqual([
      'apps/a/x.yaml:1:1 RE402 this is not an object of Kubernetes: it has no kind (What is not a manifest does not belong among the resources of a kustomization.)',
    ]);
    expect(lines('kind: List\nitems: [{kind: Service}]\n')).toEqual([
      'apps/a/x.yaml:2:9 RE402 this Service has no metadata.name, which Kustomize needs',
    ]);
    expect(lines('')).toEqual([]);
  });

  it('is said of a patch as well', () => {
    const files = { 'apps/a/kustomization.yaml': 'patches: [{path: x.yaml}]\n', 'apps/a/x.yaml': 'a: [1\n' };
    expect(linesOf(files, 'apps/a')).toEqual([
      'apps/a/x.yaml:1:4 RE101 this [ is never closed (Add the ] that belongs to it.)',
    ]);
  });
});

describe('what leaves apps/ and policies/ is RE406', () => {
  it.each(['../../inventory/a.yaml', '../../../x', '/etc/passwd', 'C:/x', '../../../../..'])('%s', (path) => {
    const hint = 'Clusters get nothing from elsewhere: move what it names there.';
    expect(linesOf({ 'apps/a/kustomization.yaml': `resources: ['${path}']\n` }, 'apps/a')).toEqual([
      `apps/a/kustomization.yaml:1:13 RE406 ${path} is not below apps/ or policies/ (${hint})`,
    ]);
  });

  it('but policies may be loaded from apps', () => {
    const files = {
      'apps/a/kustomization.yaml': 'resources: [../../policies/p/]\n',
      'policies/p/kustomization.yaml': 'resources: []\n',
    };
    expect(linesOf(files, 'apps/a')).toEqual([]);
  });
});
