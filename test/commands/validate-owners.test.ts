import { expect, it } from 'vitest';
import { createRepository } from '../support/git.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { object, quietFleet, runIn } from './support.ts';

type Files = Readonly<Record<string, string>>;

const namespace = (name: string, more = '') => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}${more}}\n`;
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till, namespace: shop}\n';

/** The application till: its kustomization, and its manifests. */
function till(kustomization: string, ...manifests: string[]): Files {
  return {
    'apps/till/base/kustomization.yaml': `resources: [config.yaml]\n${kustomization}\n`,
    'apps/till/base/config.yaml': manifests.join('---\n'),
  };
}

const apart = {
  'inventory/till.yaml': object('Application', 'till', '{path: apps/till, namespace: shop, setNamespace: false}'),
};
const deleting = (name: string) =>
  `patches: [{patch: "{apiVersion: v1, kind: Namespace, metadata: {name: ${name}}, $patch: delete}"}]`;
const renaming = (prefix: string) =>
  `transformers: ["{apiVersion: builtin, kind: PrefixTransformer, metadata: {name: p}, prefix: ${prefix}, fieldSpecs: [{path: metadata/name}]}"]`;

const naming = (name: string) =>
  `patches: [{target: {kind: Namespace}, patch: "[{\\"op\\": \\"replace\\", \\"path\\": \\"/metadata/name\\", \\"value\\": \\"${name}\\"}]"}]`;

/** What a command prints of a fleet with these files. */
async function run(files: Files, words: string[], kustomize = realKustomize) {
  const folder = createRepository({ ...quietFleet, ...files });
  const { out, err, code } = await runIn(folder, words, { kustomize });
  return { code, text: `${out}${err}` };
}

const without = async () => undefined;
const validate = ['validate'];

describeWithKustomize('who owns what, where Kustomize alone can tell it', () => {
  it('is judged by what it builds: a Namespace that a patch deletes is none', async () => {
    const files = { ...apart, ...till(deleting('other'), namespace('other'), configMap) };
    expect((await run(files, validate)).code).toBe(0);
    expect((await run(files, ['generate'])).code).toBe(0);
  });

  it('is judged by what it builds: a name that a transformer makes', async () => {
    const two = {
      'inventory/shop.yaml': object(
        'Namespace',
        'shop',
        '{clusters: all, applications: [till, kiosk], quota: {pods: 5}}',
      ),
      'inventory/kiosk.yaml': object('Application', 'kiosk', '{path: apps/kiosk, namespace: shop}'),
      'apps/kiosk/base/kustomization.yaml': 'resources: [config.yaml]\n',
      'apps/kiosk/base/config.yaml': configMap.replace('till', 'x-till'),
    };
    const clash = 'application kiosk and application till both bring ConfigMap/x-till in shop on 4 clusters';
    expect((await run({ ...two, ...till(renaming('x-'), configMap) }, validate)).text).toContain(clash);
    expect((await run({ ...two, ...till(renaming('x-'), configMap) }, ['generate'])).text).toContain(clash);
    expect((await run({ ...two, ...till(renaming('y-'), configMap) }, validate)).code).toBe(0);
  });

  it('is judged by what it builds: what two applications generate under one name, if it is the same', async () => {
    const generates = (what: string) => `configMapGenerator: [{name: settings, literals: [a=${what}]}]`;
    const fleet = (kiosk: string) => ({
      ...till(generates('1'), configMap),
      'inventory/shop.yaml': object(
        'Namespace',
        'shop',
        '{clusters: all, applications: [till, kiosk], quota: {pods: 5}}',
      ),
      'inventory/kiosk.yaml': object('Application', 'kiosk', '{path: apps/kiosk, namespace: shop}'),
      'apps/kiosk/base/kustomization.yaml': `${generates(kiosk)}\n`,
    });
    expect((await run(fleet('1'), validate)).text).toMatch(
      /RE409 error {2}application kiosk and application till both bring ConfigMap\/settings-\w+ in shop on 4 clusters/,
    );
    expect((await run(fleet('2'), validate)).text).toMatch(/^0 errors, 0 warnings/);
  });

  it('finds a Namespace that only what is built shows', async () => {
    const files = { ...apart, ...till(naming('x-shop'), namespace('shop')) };
    const found = await run(files, validate);
    expect(found.text).toContain(
      'config.yaml:1:1 RE410 error  application till brings the Namespace x-shop, but it runs in shop',
    );
  });

  it('is not let through without one, if it may be a Namespace', async () => {
    const files = { ...apart, ...till(renaming('x-'), configMap) };
    const refused =
      'apps/till/base/kustomization.yaml:1:1 RE410 error  without Kustomize it cannot be told whether application till brings a Namespace: transformers in apps/till/base/kustomization.yaml';
    for (const words of [validate, ['generate']]) {
      const { code, text } = await run(files, words, without);
      expect([code, text]).toEqual([words === validate ? 1 : 2, expect.stringContaining(refused)]);
    }
    const note = 'Not checked without Kustomize: which objects application till bring, and whether others own them.';
    expect((await run(files, ['validate', '--no-render'])).text).toContain(note);
  });

  it('is let through without one, if it can be none, and said to be unjudged', async () => {
    const patch = 'patches: [{patch: "{apiVersion: v1, kind: ConfigMap, metadata: {name: till}, $patch: delete}"}]';
    const { code, text } = await run(till(patch, configMap), validate, without);
    expect([code, text]).toEqual([0, expect.stringContaining('which objects application till bring')]);
    expect((await run(till(patch, configMap), ['generate'], without)).code).toBe(0);
  });

  it('is an error where Kustomize cannot build it', async () => {
    const { code, text } = await run(
      till('transformers: ["{apiVersion: builtin, kind: PatchTransformer, metadata: {name: p}}"]', configMap),
      ['generate'],
    );
    expect([code, text]).toEqual([
      2,
      expect.stringContaining('Kustomize cannot build variant base of application till'),
    ]);
  });

  it('tells what clusters do not get of a Namespace that is left out', async () => {
    const labels = ', labels: {pod-security.kubernetes.io/enforce: privileged, team: a}, annotations: {note: b}';
    const { text } = await run(till('', namespace('shop', labels), configMap), validate);
    expect(text).toContain(
      'config.yaml:1:1 RE410 warning {2}the Namespace shop that application till brings is left out, and clusters do not get its label pod-security.kubernetes.io/enforce: privileged, label team: a, annotation note'.replace(
        ' {2}',
        '  ',
      ),
    );
    const [, command = ''] = /inventory: resedge (set ns\/shop .*?) +resedge rule/.exec(text) ?? [];
    expect(command).toBe(`set ns/shop 'labels."pod-security.kubernetes.io/enforce"=privileged' 'labels."team"=a'`);
    const same = object('Namespace', 'shop', '{clusters: all, applications: [till], quota: {pods: 5}}').replace(
      '{name: shop}',
      '{name: shop, labels: {team: a}}',
    );
    expect(
      (
        await run(
          { ...till('', namespace('shop', ', labels: {team: a}'), configMap), 'inventory/shop.yaml': same },
          validate,
        )
      ).text,
    ).toMatch(/^0 errors, 0 warnings/);
  });

  it('tells what is taken out of a namespace of Kubernetes itself, if it is still there', async () => {
    const reader = configMap.replace('{name: till, namespace: shop}', '{name: reader, namespace: kube-system}');
    expect((await run(till('', reader), validate)).text).toContain(
      'RE413 warning  ConfigMap/reader of application till is made for namespace kube-system, and goes to shop',
    );
    expect((await run({ ...apart, ...till('', reader) }, validate)).text).not.toContain('RE413');
    const gone =
      'patches: [{patch: "{apiVersion: v1, kind: ConfigMap, metadata: {name: reader, namespace: kube-system}, $patch: delete}"}]';
    expect((await run(till(gone, reader, configMap), validate)).text).toMatch(/^0 errors, 0 warnings/);
  });
});
