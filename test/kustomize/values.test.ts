import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base, configMap, objects, writeFleet } from '../support/fleet.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { at, parseObjects, scratchFolder } from './built-fleet.ts';
import { find } from './flux-checks.ts';

/** Texts that YAML or Kustomize might take for something else. */
const traps = [
  ...String.raw`
    "" ' '' "quoted" 'quoted' it's \ \n \" = == a=b =a # $ $$ % @ & &a * *a ! !!int | |- > >- - -a ? ?a : a: :a
    { } {} [ ] [a] , --- ... << ~ yes no on off y n true False null NULL .inf .nan 0x1F 0o17 017 0b1 1 1.10 007 1e3 1_000
    +1 -0 1:30 2026-11-23 2026-11-23T14:00:00Z 12345678901234567890 . e9 ä naïve 日本 😀 👩‍👩‍👧
  `.split(/\s+/),
  ...[
    '  two  ',
    'say "cheese"',
    '# no comment',
    'a # b',
    'a: b',
    '- a',
    '? a',
    '!!int 1',
    '{a: b}',
    '`',
    '${x}',
    '$${x}',
  ],
  ...[' ', '\u2028', '\u2029', 'a\u2028b', '\u00a0', '\ufeff', '\ufeffa', '\ufffd', '\u{10ffff}', 'e\u0301'],
];

const text = fc
  .oneof(
    fc.constantFrom(...traps),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string(),
    fc.mixedCase(fc.constantFrom('true', 'null', 'yes')),
  )
  .filter((value) => !/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/.test(value));

describeWithKustomize('values', (kustomize) => {
  const root = scratchFolder();

  /** The variables that Flux gets on the only cluster of a fleet: its own, those of a namespace and of an application. */
  async function variablesOf(values: readonly string[]) {
    const written = JSON.stringify(Object.fromEntries(values.map((value, index) => [`v${index}`, value])));
    writeFleet(root, {
      ...objects(`
        Cluster austin: {values: ${written}}
        Namespace web: {clusters: all, applications: [imdb], values: ${written}}
        Application imdb: {namespace: web, path: apps/imdb, values: ${written}}
      `),
      ...base('apps/imdb', configMap('settings')),
    });
    const own = parseObjects(await kustomize.build(join(root, 'clusters/austin')));
    const set = String(at(find(own, 'Kustomization', 'set-web'), 'spec', 'path'));
    const built = parseObjects(await kustomize.build(join(root, set)));
    return {
      cluster: at(find(own, 'ConfigMap', 'resedge-cluster'), 'data'),
      namespace: at(find(built, 'Kustomization', 'ns-web'), 'spec', 'postBuild', 'substitute'),
      application: at(find(built, 'Kustomization', 'web.imdb'), 'spec', 'postBuild', 'substitute'),
    };
  }

  function expected(prefix: string, values: readonly string[]) {
    return Object.fromEntries(values.map((value, index) => [`${prefix}_v${index}`, value]));
  }

  async function check(values: readonly string[]): Promise<void> {
    const { cluster, namespace, application } = await variablesOf(values);
    expect(cluster).toEqual({ cluster_name: 'austin', cluster_group: '', ...expected('cluster', values) });
    expect(namespace).toEqual({ namespace_name: 'web', ...expected('namespace', values) });
    expect(application).toEqual({
      app_name: 'imdb',
      namespace_name: 'web',
      ...expected('namespace', values),
      ...expected('app', values),
    });
  }

  it('arrive as they were written: texts that look like something else', () => check(traps));

  it('arrive as they were written, whatever they are', async () => {
    await fc.assert(fc.asyncProperty(fc.array(text, { minLength: 100, maxLength: 200 }), check), {
      numRuns: 3,
      endOnFailure: true,
    });
  });
});
