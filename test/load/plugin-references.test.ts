import { describe, expect, it } from 'vitest';
import { createManifests } from '../../src/load/kustomize-folders.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { isManifestFile } from '../../src/load/source-files.ts';
import type { KustomizeFolder } from '../../src/model/kustomize.ts';

type Files = Readonly<Record<string, string>>;

/** The application `a`, whose kustomization holds a text, with other files beside it. */
function read(kustomization: string, files: Files = {}): KustomizeFolder {
  const all: Files = { 'apps/a/kustomization.yaml': kustomization, ...files };
  const parsed = (path: string) => {
    const text = all[path];
    return text === undefined || !isManifestFile(path) ? undefined : parseYaml(new TextEncoder().encode(text));
  };
  const folder = createManifests({ entries: Object.keys(all).map((path) => ({ path, id: path })), parsed });
  return folder.kustomization('apps/a') as KustomizeFolder;
}

const messages = ({ findings }: KustomizeFolder) => findings.map(({ message }) => message);

const indented = (text: string) => text.replace(/^/gm, '    ');

const plugins: readonly [what: string, plugin: string][] = [
  ['a file', 'kind: ConfigMapGenerator\nmetadata: {name: m}\nfiles: [NAMED]'],
  ['a file under a key', 'kind: SecretGenerator\nmetadata: {name: m}\nfiles: ["key=NAMED"]'],
  ['a file of variables', 'kind: ConfigMapGenerator\nmetadata: {name: m}\nenvs: [NAMED]'],
  ['a patch', 'kind: PatchTransformer\nmetadata: {name: p}\npath: NAMED'],
  ['a JSON patch', 'kind: PatchJson6902Transformer\nmetadata: {name: p}\npath: NAMED'],
  ['one of several patches', 'kind: PatchStrategicMergeTransformer\nmetadata: {name: p}\npaths: [NAMED]'],
  ['replacements', 'kind: ReplacementTransformer\nmetadata: {name: r}\nreplacements: [{path: NAMED}]'],
];

describe.each(plugins)('%s that a plugin loads', (_what, text) => {
  const plugin = `apiVersion: builtin\n${text}`;
  const routes: readonly [where: string, (named: string) => KustomizeFolder][] = [
    ['in place', (named) => read(`generators:\n  - |\n${indented(plugin.replace('NAMED', named))}\n`, beside)],
    [
      'in a file',
      (named) => read('transformers: [p.yaml]\n', { ...beside, 'apps/a/p.yaml': plugin.replace('NAMED', named) }),
    ],
    [
      'in a folder',
      (named) =>
        read('validators: [p]\n', {
          ...beside,
          'apps/a/p/kustomization.yaml': 'resources: [p.yaml]\n',
          'apps/a/p/p.yaml': plugin.replace('NAMED', named),
        }),
    ],
  ];
  const beside = { 'apps/a/x.txt': 'a=b\n' };

  it.each(routes)('is copied and may not be elsewhere: %s', (_where, load) => {
    const fine = load('x.txt');
    expect([messages(fine), fine.files.includes('apps/a/x.txt')]).toEqual([[], true]);
    expect(messages(load('http://169.254.169.254/latest'))).toEqual([expect.stringContaining('loaded from elsewhere')]);
    expect(messages(load('../../../../etc/passwd'))).toEqual([expect.stringContaining('is not below apps/')]);
    expect(messages(load('y.txt'))).toEqual(['apps/a/y.txt does not exist']);
  });
});

describe('plugins', () => {
  it.each([
    ['of others', 'apiVersion: example.com/v1\nkind: Maker\nmetadata: {name: m}'],
    [
      'that expand charts',
      'apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: m}\nrepo: https://x.example',
    ],
    ['named like what every object has', 'apiVersion: builtin\nkind: constructor\nmetadata: {name: m}'],
  ])('%s are refused', (_what, text) => {
    const said = messages(read(`generators:\n  - |\n${indented(text)}\n`));
    expect(said).toEqual([expect.stringMatching(/is a plugin that clusters do not run$/)]);
  });

  it('are refused where it cannot be told what they load', () => {
    const plugin = 'apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: p}\npatch: "{}"\n';
    expect(messages(read('generators: [p.txt]\n', { 'apps/a/p.txt': plugin }))).toEqual([
      'p.txt is no .yaml file, so it cannot be told what its plugins load',
    ]);
    const changed = {
      'apps/a/p/kustomization.yaml':
        'resources: [p.yaml]\npatches: [{path: q.yaml, target: {kind: PatchTransformer}}]\n',
      'apps/a/p/p.yaml': plugin,
      'apps/a/p/q.yaml': '- {op: add, path: /path, value: "http://x.example"}\n',
    };
    expect(messages(read('transformers: [p]\n', changed))).toEqual([
      'apps/a/p/kustomization.yaml changes plugins by patches, so it cannot be told what they load',
    ]);
  });

  it('that load nothing are fine', () => {
    const plugin = 'apiVersion: builtin\nkind: AnnotationsTransformer\nmetadata: {name: t}\nannotations: {a: b}';
    expect(messages(read(`transformers:\n  - |\n${indented(plugin)}\n`))).toEqual([]);
  });
});

describe('plugins that Kustomize reads in another way', () => {
  const generator = '"apiVersion":"builtin","kind":"ConfigMapGenerator","metadata":{"name":"m"}';
  it.each([
    ['keys', `{${generator},"Files":["x.txt"]}`, 'Kustomize takes Files of a ConfigMapGenerator for files'],
    ['a tag in front', `!!map {${generator},"files":["https://example.com/x"]}`, 'is loaded from elsewhere'],
    ['an anchor in front', `&a {${generator},"files":["https://example.com/x"]}`, 'is loaded from elsewhere'],
    ['a line break', `{${generator}} # fine\u2028x`, 'a line ends in them for Kustomize and not for others'],
  ])('are refused: by %s', (_what, text, message) => {
    const written = JSON.stringify(text).replace('\u2028', '\\u2028');
    expect(messages(read(`generators: [${written}]\n`))).toEqual([expect.stringContaining(message)]);
  });
});
