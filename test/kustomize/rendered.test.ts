import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runIn } from '../commands/support.ts';
import { exampleFolder, writtenIn } from '../example/example.ts';
import { objects, overlay, readTexts, writeFleet } from '../support/fleet.ts';
import { createRepository } from '../support/git.ts';
import { describeWithKustomize, type Kustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { describeWithShared } from '../support/shared.ts';
import { at, type KubernetesObject, parseObjects } from './built-fleet.ts';
import { realManifests, withOwnClaims } from './real-manifests.ts';

const example = readTexts(exampleFolder);

/**
 * What Kustomize builds of the generated files that a cluster applies, with its variables put in by hand: plain ones,
 * and those with a default.
 */
async function byHand(kustomize: Builder, folder: string, cluster: string): Promise<KubernetesObject[]> {
  const own = parseObjects(await kustomize.build(join(folder, 'clusters', cluster)));
  const fromCluster = own.find(({ kind }) => kind === 'ConfigMap')?.['data'];
  const sets = own.filter(({ kind, metadata }) => kind === 'Kustomization' && at(metadata, 'name') !== 'fleet');
  const textOf = (unit: KubernetesObject) => kustomize.build(join(folder, String(at(unit, 'spec', 'path'))));
  const units: KubernetesObject[] = [];
  for (const set of sets) units.push(...parseObjects(await textOf(set)));
  const texts: string[] = [];
  for (const unit of units) texts.push(await textOf(unit));
  return texts.flatMap((text, index) => {
    const inline = at(units[index], 'spec', 'postBuild', 'substitute');
    if (inline === undefined) return parseObjects(text);
    const filled = text.replace(/\$\{(\w+)(?::[=-]([^}]*))?\}/g, (_, name: string, otherwise = '') => {
      return String(at(inline, name) ?? at(fromCluster, name) ?? otherwise);
    });
    return parseObjects(filled);
  });
}

type Builder = Pick<Kustomize, 'build'>;

/** Builds a folder that several clusters have once. */
function buildingOnce(kustomize: Builder): Builder {
  const built = new Map<string, Promise<string>>();
  return {
    build(folder) {
      const text = built.get(folder) ?? kustomize.build(folder);
      built.set(folder, text);
      return text;
    },
  };
}

async function rendered(folder: string, cluster: string, ...flags: string[]): Promise<KubernetesObject[]> {
  const run = await runIn(folder, ['render', cluster, ...flags], { kustomize: realKustomize });
  expect({ code: run.code, err: run.err.replace(/^as delivered by main\n$/, '') }).toEqual({ code: 0, err: '' });
  return parseObjects(run.out);
}

function sorted(list: readonly KubernetesObject[]): string[] {
  return list.map(canonical).sort();
}

/** The same text for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join()}}`;
}

describeWithKustomize(
  'what render prints is what Kustomize and substitution make of the generated files',
  (kustomize) => {
    it('of every cluster of the example', async () => {
      const folder = createRepository();
      writeFleet(folder, writtenIn(example));
      const { out } = await runIn(folder, ['get', 'clusters', '-o', 'name']);
      const delivered = new Set(readdirSync(join(folder, 'clusters')));
      const clusters = out
        .split('\n')
        .flatMap((line) => line.split('/')[1] ?? [])
        .filter((name) => delivered.has(name));
      expect(clusters.length).toBeGreaterThan(15);
      const once = buildingOnce(kustomize);
      for (const cluster of clusters) {
        const expected = await byHand(once, folder, cluster);
        expect(sorted(await rendered(folder, cluster)), cluster).toEqual(sorted(expected));
      }
    });

    it.each([
      ['that is held', 'central-la-lafayette-0077'],
      ['that is frozen', 'central-tx-austin-1104'],
      ['that waits for its window', 'east-ga-atlanta-3101'],
    ])('of a cluster of the example %s: what it has', async (_, cluster) => {
      const folder = createRepository(example);
      const has = await rendered(folder, cluster, '--delivered');
      expect(sorted(has)).toEqual(sorted(await byHand(kustomize, folder, cluster)));
      expect(sorted(has)).not.toEqual(sorted(await rendered(folder, cluster)));
    });

    describeWithShared('of real applications', (shared) => {
      const inventory = objects(`
      Group lab: {values: {region: central, state: tx}}
      Cluster lab-1 {tier: gold}: {groups: [lab], values: {region: lab}}
      Namespace vote: {clusters: all, applications: [pizza, tabs], quota: {pods: 20}, network: isolated}
      Namespace podinfo: {clusters: all, applications: [podinfo]}
      Application pizza: {namespace: vote, path: apps/go-vote, values: {title: Pineapple?, choice1: "Yes!", choice2: "No!"}}
      Application tabs: {namespace: vote, path: apps/go-vote, values: {title: Indent, choice1: tabs, choice2: spaces}}
      Application podinfo: {namespace: podinfo, path: apps/podinfo, substitute: false}
    `);

      it('with an overlay, one of them without variables', async () => {
        const folder = createRepository();
        writeFleet(folder, {
          ...inventory,
          ...withOwnClaims(realManifests(shared, 'res-edge-labs/apps/go-vote/base', 'apps/go-vote')),
          ...realManifests(shared, 'podinfo/kustomize', 'apps/podinfo'),
          ...overlay(
            'apps/podinfo/overlays/gold',
            { clusters: '/m/tier/gold' },
            'replicas: [{name: podinfo, count: 2}]',
          ),
        });
        const [variant] = readdirSync(join(folder, 'fleet/applications/podinfo/gold'));
        const content = join(folder, `fleet/applications/podinfo/gold/${variant}/kustomization.yaml`);
        expect(readFileSync(content, 'utf8')).toContain('overlays/gold');
        const expected = await byHand(kustomize, folder, 'lab-1');
        expect(sorted(await rendered(folder, 'lab-1'))).toEqual(sorted(expected));
      });
    });
  },
);
