import { expect, it } from 'vitest';
import type { Kustomize } from '../../src/ports/kustomize.ts';
import { object, runIn } from '../commands/support.ts';
import type { ClusterAgent, Manifest } from '../support/cluster-agent.ts';
import type { Files } from '../support/fleet.ts';
import { fluxAgent } from '../support/flux-agent.ts';
import { writeFiles } from '../support/git.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { buildWith, renderedOn } from '../support/rendered.ts';
import { emptyKustomize, type Published, publish, textsOn } from './support.ts';

const nights = 'windows: [{schedule: "0 2 * * *", duration: 3h}]';
const [monday, tuesday] = ['2026-11-02', '2026-11-03'];

function store(name: string, group: string, more = ''): Files {
  return {
    [`inventory/${name}.yaml`]: object(
      'Cluster',
      name,
      `{groups: [${group}], values: {city: ${name.slice(0, -2)}}${more}}`,
    ),
  };
}

const held = store('boston-2', 'us', ', hold: {reason: flood}');
const released = store('boston-2', 'us');
const groups = (north: string) => ({
  'inventory/groups.yaml': [
    object('Group', 'us', `{timeZone: America/New_York, ${nights}}`),
    object('Group', 'eu', `{timeZone: Europe/Berlin, ${nights}}`),
    object('Group', 'eu/north', north),
    object('Group', 'asia', `{timeZone: Asia/Tokyo, ${nights}}`),
    object('Group', 'lab', '{timeZone: UTC}'),
  ].join('---\n'),
});
const frozen = groups(`{freezes: [{from: ${monday}, to: ${tuesday}, reason: audit}]}`);

/** Stores in three time zones that take changes at night, and a laboratory that takes them at any time. */
const fleet: Files = {
  'resedge.yaml': object('Fleet', 'contoso', '{git: {url: https://git.example.com/contoso/fleet.git}}'),
  ...frozen,
  ...store('boston-1', 'us'),
  ...held,
  ...store('berlin-1', 'eu'),
  ...store('kiel-1', 'eu/north'),
  ...store('osaka-1', 'asia'),
  ...store('lab-1', 'lab'),
  'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: all, applications: [till], quota: {pods: 20}}'),
  'inventory/till.yaml': object('Application', 'till', '{path: apps/till, namespace: shop}'),
  'apps/till/base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  ...till('1.0.0'),
};

function till(version: string): Files {
  const env = '[{name: CITY, value: "${cluster_city}"}]';
  const container = `{name: till, image: "registry.example.com/till:${version}", env: ${env}}`;
  const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: till}
spec:
  selector: {matchLabels: {app: till}}
  template:
    metadata: {labels: {app: till}}
    spec: {containers: [${container}]}
`;
  return { 'apps/till/base/deployment.yaml': text };
}

/** All that a cluster runs with a version of the till, as a person would write it down. */
function running(version: string, city: string): Record<string, Manifest> {
  const labels = { 'resedge.dev/namespace': 'shop' };
  const annotations = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
  const account = { name: 'resedge-shop', namespace: 'flux-system' };
  const named = { name: 'resedge', namespace: 'shop' };
  const own = { 'resedge.dev/application': 'till', ...labels };
  const env = [{ name: 'CITY', value: city }];
  return {
    'Namespace shop': { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', annotations, labels } },
    'ResourceQuota shop/resedge': {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'resedge', namespace: 'shop', labels },
      spec: { hard: { pods: '20' } },
    },
    'ServiceAccount flux-system/resedge-shop': {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...account, annotations, labels },
    },
    'RoleBinding shop/resedge': {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'resedge', namespace: 'shop', annotations, labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
      subjects: [
        { kind: 'ServiceAccount', ...account },
        { kind: 'ServiceAccount', ...named },
      ],
    },
    'ServiceAccount shop/resedge': {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...named, annotations, labels },
    },
    'Deployment shop/till': {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'till', namespace: 'shop', labels: own },
      spec: {
        selector: { matchLabels: { app: 'till' } },
        template: {
          metadata: { labels: { app: 'till', ...own } },
          spec: { containers: [{ name: 'till', image: `registry.example.com/till:${version}`, env }] },
        },
      },
    },
  };
}

const clusters = ['boston-1', 'boston-2', 'berlin-1', 'kiel-1', 'osaka-1', 'lab-1'];

/** The version of the till that each cluster runs; all else that it runs has to be as it is written down here. */
async function versions(agent: ClusterAgent, kustomize: Kustomize, { remote }: Published): Promise<string> {
  const build = buildWith(kustomize, textsOn(remote, ['clusters', 'fleet']));
  const all = await Promise.all(
    clusters.map(async (cluster) => {
      const objects = await renderedOn(agent, build, `clusters/${cluster}`);
      const [, version = ''] = /till:([\d.]+)"/.exec(JSON.stringify(objects['Deployment shop/till'])) ?? [];
      expect([cluster, objects]).toEqual([cluster, running(version, cluster.slice(0, -2))]);
      return version;
    }),
  );
  return all.join(' ');
}

async function deployAt(folder: string, now: string, ...words: string[]): Promise<void> {
  const { code, err } = await runIn(folder, ['deploy', '--yes', '--quiet', ...words], {
    now,
    kustomize: emptyKustomize,
  });
  expect({ now, code, err }).toEqual({ now, code: 0, err: '' });
}

describeWithKustomize('a new image on a Monday noon', () => {
  it.each([['flux', fluxAgent]])('comes to each store in its own night: %s', async (_, agent) => {
    const kustomize = await realKustomize();
    if (!kustomize) throw new Error('there is no Kustomize');
    const published = publish(fleet);
    const after = () => versions(agent, kustomize, published);
    const { ann, bob } = published;
    //                           boston 1 and 2, berlin, kiel, osaka, lab
    expect(await after()).toBe('1.0.0 1.0.0 1.0.0 1.0.0 1.0.0 1.0.0');

    writeFiles(ann, till('1.1.0'));
    await deployAt(ann, `${monday}T12:00:00Z`, '-m', 'Till 1.1.0');
    expect(await after()).toBe('1.0.0 1.0.0 1.0.0 1.0.0 1.0.0 1.1.0');

    // Half past two in the night in Tokyo, Berlin and New York, then in Berlin again, where the freeze is over.
    const waiting = (now: string) => deployAt(bob, now, '--waiting');
    await waiting('2026-11-02T17:30:00Z');
    expect(await after()).toBe('1.0.0 1.0.0 1.0.0 1.0.0 1.1.0 1.1.0');
    await waiting('2026-11-03T01:30:00Z');
    expect(await after()).toBe('1.0.0 1.0.0 1.1.0 1.0.0 1.1.0 1.1.0');
    await waiting('2026-11-03T07:30:00Z');
    expect(await after()).toBe('1.1.0 1.0.0 1.1.0 1.0.0 1.1.0 1.1.0');
    await waiting('2026-11-04T01:30:00Z');
    expect(await after()).toBe('1.1.0 1.0.0 1.1.0 1.1.0 1.1.0 1.1.0');

    writeFiles(ann, released);
    await deployAt(ann, '2026-11-04T12:00:00Z', '-m', 'The flood is over');
    expect(await after()).toBe('1.1.0 1.0.0 1.1.0 1.1.0 1.1.0 1.1.0');
    await waiting('2026-11-05T07:30:00Z');
    expect(await after()).toBe('1.1.0 1.1.0 1.1.0 1.1.0 1.1.0 1.1.0');
  });
});
