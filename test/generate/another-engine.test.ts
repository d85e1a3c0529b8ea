import { describe, expect, it } from 'vitest';
import { explainObject } from '../../src/explain/objects.ts';
import { generate, generateBootstrap, generateBuild, generateCluster } from '../../src/generate/generate.ts';
import { generatedFile, withHeader } from '../../src/generate/header.ts';
import { at } from '../../src/model/at.ts';
import type { Engine } from '../../src/model/engine.ts';
import type { GeneratedFile } from '../../src/model/generated.ts';
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
  objects: (unit) => (unit ? [] : [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'own', namespace: 'plain' }]),
  build: ({ kind }) => ({ made: [{ path: 'content', content: withHeader(kind, 'content\n') }], copied: [] }),
  unitId: (namespace, application) => [namespace, application].filter(Boolean).join('+'),
  account: (namespace) => `${namespace}'s`,
  shared: (context) => [generatedFile(`${context.at.start('online')}/start`, 'all', `${context.at.source.branch}\n`)],
  set: ({ units }) => units.map(({ id, account }) => `${id} as ${account ?? 'itself'}\n`).join(''),
  profile: (sets) => sets.map(({ namespace }) => `${namespace}\n`).join(''),
  cluster: ({ folder, home, profile, variables }, at) =>
    `${variables.get('cluster_name')} in ${folder} reads ${at.source.prefix}${home} as ${profile}\n`,
  bootstrap: ({ name }, context) => `start ${name} at ${context.at.source.url}\n`,
  readBack: () => ({
    cluster: () => undefined,
    source: () => undefined,
    profile: () => [],
    set: (_, namespace) => ({ namespace, units: [] }),
  }),
  removal: { keep: {}, isKept: () => false, leftBehind: () => 'stays' },
  tenancy: { isWritable: () => false, orders: () => undefined },
  updates: { anew: 'anew', isSafe: () => false },
  lead: () => 0,
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

const bytes = new Map([...Object.entries(files)].map(([path, text]) => [path, Buffer.from(text)]));

/** The texts of files without their headers; `#` stands for the name of a folder that is its hash. */
function bodies(generated: Iterable<GeneratedFile>): Record<string, string> {
  return Object.fromEntries(
    Array.from(generated, ({ path, content }) => [
      path.replace(/\/[0-9a-f]{12}\//, '/#/'),
      String(content).split('\n').slice(2).join('\n'),
    ]).filter(([path]) => !/^fleet\/(sets|profiles)\/.*kustomization.yaml$/.test(String(path))),
  );
}

const shared = {
  'fleet/sources/online/start': 'main\n',
  'fleet/sets/shop/#/set.yaml': "shop as itself\nshop+till as shop's\n",
  'fleet/profiles/e1/sets.yaml': 'shop\n',
};

describe('a fleet with another engine', () => {
  it('has the files of that engine, and no others', () => {
    expect(bodies(generate(resolved().resolution, 'edge/', bytes))).toEqual({
      ...shared,
      'fleet/namespaces/shop/base/#/content': 'content\n',
      'fleet/applications/till/base/#/content': 'content\n',
      'clusters/e1/kustomization.yaml': 'e1 in clusters/e1 reads edge/clusters/e1 as e1\n',
      'clusters/old/kustomization.yaml': 'e1 in clusters/old reads edge/clusters/e1 as e1\n',
    });
  });

  it('is built and started by it', () => {
    const { resolution } = resolved();
    const { clusters } = resolution.inventory;
    const variant = at(at(resolution.applications, 0).variants, 0);
    expect(generateBuild(variant, resolution).made.map(({ path }) => path)).toEqual(['content']);
    const cluster = generateCluster(resolution, 0, '', bytes);
    expect(cluster?.folders[0]).toBe('clusters/e1');
    expect(bodies(cluster?.files ?? [])).toEqual({
      ...shared,
      'clusters/e1/kustomization.yaml': 'e1 in clusters/e1 reads clusters/e1 as e1\n',
    });
    expect(generateCluster(resolution, 1, '', bytes)).toBeUndefined();
    expect(generateBootstrap(resolution, at(clusters, 0), '')).toMatch(/^start e1 at https:/);
  });

  it('has namespaces of the parts that it lists', () => {
    const { resolution, findings } = resolved();
    const owned = findings.filter(({ rule }) => rule.id === 'RE409');
    expect(owned.map(({ message }) => message)).toEqual([
      'namespace shop and application till both bring ConfigMap/plain in shop on cluster e1',
    ]);
    const explain = (kind: string, name: string) =>
      explainObject({ resolution, index: 0, cluster: at(resolution.inventory.clusters, 0) }, { kind, name })?.reason;
    expect(explain('ConfigMap', 'plain')).toContain('namespace shop itself');
    expect(explain('ServiceAccount', 'resedge-shop')).toBeUndefined();
  });
});
