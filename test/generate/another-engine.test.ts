import { describe, expect, it } from 'vitest';
import { explainObject } from '../../src/explain/objects.ts';
import { generate, generateBootstrap, generateBuild, generateCluster } from '../../src/generate/generate.ts';
import { generatedFile } from '../../src/generate/header.ts';
import { at } from '../../src/model/at.ts';
import type { Engine } from '../../src/model/engine.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { base, configMap, objects } from '../support/fleet.ts';
import { check, fleet } from '../validate/checked.ts';

/** An engine that has nothing in common with another one: each thing is a line, and a namespace is one ConfigMap. */
const plain: Engine = {
  words: { name: 'Plain', substitution: 'Plain' },
  parts: ({ namespace: { name, source } }) => [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'plain',
      namespace: name,
      place: { ...source, path: ['spec', 'quota'] },
      value: {},
      file: 'plain.yaml',
    },
  ],
  build: (variant, context) => ({
    folder: context.at.content(variant),
    key: variant.name,
    files: () => [...plain.content(variant, context)],
  }),
  content: (variant, context) => [generatedFile(`${context.at.content(variant)}/content`, variant.kind, 'content\n')],
  shared: (context) => [generatedFile(`${context.at.start('online')}/start`, 'all', `${context.at.source.branch}\n`)],
  profiles: (profiles, context) =>
    profiles.map(({ name }) => generatedFile(`${context.at.profile(name)}/profile`, name, 'profile\n')),
  cluster: ({ cluster, folder, profile }, context) =>
    `${cluster.name} in ${folder} reads ${context.at.source.prefix}${context.at.cluster(cluster.name)} as ${profile.name}\n`,
  bootstrap: ({ name }, context) => `start ${name} at ${context.at.source.url}\n`,
  readBack: { folders: ({ clusters }) => [clusters], clusters: () => new Map() },
  removal: { isKept: () => false, leftBehind: () => 'stays' },
};

const files = {
  'resedge.yaml': fleet,
  ...objects(`
    Cluster e1: {formerNames: [old]}
    Cluster gone: {state: retired}
    Namespace shop: {clusters: all, applications: [till]}
    Application till: {namespace: shop, path: apps/till}
  `),
  ...base('apps/till', configMap('plain')),
};

function resolved() {
  const { inventory } = check(files);
  if (!inventory) throw new Error('there is no inventory');
  return resolve(inventory, plain);
}

/** The texts of files without their headers. */
function bodies(generated: Iterable<{ readonly path: string; readonly text: string }>): Record<string, string> {
  return Object.fromEntries(Array.from(generated, ({ path, text }) => [path, text.split('\n').slice(2).join('\n')]));
}

describe('a fleet with another engine', () => {
  it('has the files of that engine, and no others', () => {
    expect(bodies(generate(resolved().resolution, 'edge/'))).toEqual({
      'fleet/sources/online/start': 'main\n',
      'fleet/namespaces/shop/base/content': 'content\n',
      'fleet/applications/till/base/content': 'content\n',
      'fleet/profiles/e1/profile': 'profile\n',
      'clusters/e1/kustomization.yaml': 'e1 in clusters/e1 reads edge/clusters/e1 as e1\n',
      'clusters/old/kustomization.yaml': 'e1 in clusters/old reads edge/clusters/e1 as e1\n',
    });
  });

  it('is built and started by it', () => {
    const { resolution } = resolved();
    const { clusters } = resolution.inventory;
    const variant = at(at(resolution.applications, 0).variants, 0);
    expect(generateBuild(variant, resolution).folder).toBe('fleet/applications/till/base');
    expect(bodies(generateCluster(resolution, 0, '')?.files() ?? [])).toEqual({
      'fleet/sources/online/start': 'main\n',
      'fleet/profiles/e1/profile': 'profile\n',
      'clusters/e1/kustomization.yaml': 'e1 in clusters/e1 reads clusters/e1 as e1\n',
    });
    expect(generateCluster(resolution, 1, '')).toBeUndefined();
    expect(generateBootstrap(resolution, at(clusters, 0), '')).toMatch(/^start e1 at https:/);
  });

  it('has namespaces of the parts that it lists', () => {
    const { resolution, findings } = resolved();
    const owned = findings.filter(({ rule }) => rule.id === 'RE409');
    expect(owned.map(({ message }) => message)).toEqual([
      'namespace shop and application till both bring ConfigMap/plain in shop on cluster e1',
    ]);
    const explain = (kind: string, name: string) =>
      explainObject(resolution, 0, at(resolution.inventory.clusters, 0), { kind, name })?.reason;
    expect(explain('ConfigMap', 'plain')).toContain('namespace shop itself');
    expect(explain('ServiceAccount', 'resedge-shop')).toBeUndefined();
  });
});
