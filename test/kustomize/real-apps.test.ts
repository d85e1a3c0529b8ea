import { beforeAll, expect, it } from 'vitest';
import { type Files, objects, overlay, readFleet, writeFleet } from '../support/fleet.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { describeWithShared } from '../support/shared.ts';
import { at, type Built, buildGenerated, scratchFolder } from './built-fleet.ts';
import { checkClusters, checkSchemas, find } from './flux-checks.ts';
import { realManifests, withOwnClaims } from './real-manifests.ts';

const stores = ['austin', 'boston', 'chicago', 'dallas', 'elgin', 'fargo', 'gary', 'houston', 'irving', 'juneau'];

const inventory: Files = {
  ...objects(`
    Group stores: {values: {region: central, state: tx}}
    Group stores/north: {values: {region: north}}
    Group lab:
    Cluster lab-1 {tier: lab}: {groups: [lab], values: {region: lab, state: wa}}
    Cluster lab-2 {tier: lab}: {groups: [lab], values: {region: lab, state: wa}, connectivity: offline}
    Ring canary: {order: 1, clusters: /g/lab}
    Ring pilot: {order: 2, clusters: /g/stores/north, percent: 50}
    Ring rest: {order: 3}
    Namespace vote: {clusters: all, applications: [pizza, tabs], quota: {cpu: "2", memory: 2Gi}, limits: {defaultRequest: {cpu: 10m, memory: 16Mi}}, network: isolated}
    Namespace vote-lab: {clusters: /g/lab, applications: [dogs-cats], onRemove: delete, values: {audience: us}}
    Namespace imdb: {clusters: /g/stores or /c/lab-1, applications: [imdb], dependsOn: [vote]}
    Namespace podinfo: {clusters: not /m/tier/silver, applications: [podinfo]}
    Application pizza: {namespace: vote, path: apps/go-vote, values: {title: Pineapple?, choice1: "yes", choice2: "no"}}
    Application tabs: {namespace: vote, path: apps/go-vote, values: {title: Indent, choice1: tabs, choice2: spaces}}
    Application dogs-cats: {namespace: vote-lab, path: apps/go-vote, values: {title: Pets, choice1: dogs, choice2: cats}}
    Application imdb: {namespace: imdb, path: apps/imdb}
    Application podinfo: {namespace: podinfo, path: apps/podinfo, dependsOn: [pizza], substitute: false}
  `),
  ...Object.assign(
    {},
    ...stores.map((name, index) => {
      const tier = index % 2 === 0 ? 'gold' : 'silver';
      return objects(`Cluster ${name} {tier: ${tier}}: {groups: [${index > 5 ? 'stores/north' : 'stores'}]}`);
    }),
  ),
  ...overlay(
    'apps/go-vote/overlays/0.4.0',
    { clusters: 'all', ring: 'pilot' },
    'images: [{name: ghcr.io/cse-labs/go-vote, newTag: 0.4.0}]',
  ),
  ...overlay('apps/podinfo/overlays/gold', { clusters: '/m/tier/gold' }, 'replicas: [{name: podinfo, count: 2}]'),
};

describeWithShared('real applications', (shared) => {
  const files = {
    ...inventory,
    ...realManifests(shared, 'res-edge-labs/apps/go-vote/base', 'apps/go-vote'),
    ...realManifests(shared, 'res-edge-labs/apps/imdb/base', 'apps/imdb'),
    ...realManifests(shared, 'podinfo/kustomize', 'apps/podinfo'),
  };

  it('that would share a volume claim are refused', () => {
    expect(readFleet(files).lines).toEqual([
      'apps/go-vote/base/pvc.yaml:1 RE409 application pizza and application tabs both bring PersistentVolumeClaim/vote-redis-pvc in vote on 12 clusters (austin, boston, chicago and 9 more) (Give the objects names of their own, for example with ${app_name}, or place the two on different clusters.)',
    ]);
  });

  describeWithKustomize('on 12 clusters', (kustomize) => {
    const root = scratchFolder();
    let built: Built = new Map();

    beforeAll(async () => {
      writeFleet(root, withOwnClaims(files));
      built = await buildGenerated(kustomize, root);
    });

    it('build, and hold together', () => {
      expect([...built.keys()].filter((folder) => folder.startsWith('clusters/'))).toHaveLength(12);
      expect(checkClusters(built)).toEqual([]);
    });

    it('are what Kubernetes and Flux accept, but for what is newer than the schemas', () => {
      const problems = checkSchemas(built).filter(
        (problem) => !problem.endsWith('autoscaling/v2 HorizontalPodAutoscaler'),
      );
      expect(problems).toEqual([]);
    });

    it('share files: two applications of one path, one of them in another namespace, on two versions', () => {
      const folders = [...built.keys()].filter((folder) => folder.startsWith('fleet/applications/'));
      expect(folders.map((folder) => folder.replace('fleet/applications/', ''))).toEqual([
        ...['dogs-cats/0.4.0', 'imdb/base', 'pizza/0.4.0', 'pizza/base', 'podinfo/base', 'podinfo/gold'],
        ...['tabs/0.4.0', 'tabs/base'],
      ]);
      const deployment = (folder: string) =>
        find(built.get(`fleet/applications/${folder}`), 'Deployment', '${app_name}');
      const image = (folder: string) => at(deployment(folder), 'spec', 'template', 'spec', 'containers', 0, 'image');
      expect(image('pizza/base')).toBe('ghcr.io/cse-labs/go-vote:0.3.0');
      expect(image('pizza/0.4.0')).toBe('ghcr.io/cse-labs/go-vote:0.4.0');
      expect(at(deployment('tabs/base'), 'metadata', 'namespace')).toBe('vote');
      expect(at(deployment('dogs-cats/0.4.0'), 'metadata', 'namespace')).toBe('vote-lab');
    });

    it('keep their volume claims where the namespace is kept', () => {
      const claim = (folder: string) =>
        find(built.get(`fleet/applications/${folder}`), 'PersistentVolumeClaim', '${app_name}-redis-pvc');
      const prune = (object: unknown) => at(object, 'metadata', 'annotations', 'kustomize.toolkit.fluxcd.io/prune');
      expect(prune(claim('pizza/base'))).toBe('disabled');
      expect(claim('dogs-cats/0.4.0')).toBeDefined();
      expect(prune(claim('dogs-cats/0.4.0'))).toBeUndefined();
    });
  });
});
