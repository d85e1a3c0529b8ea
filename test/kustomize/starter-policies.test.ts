import { beforeAll, expect, it } from 'vitest';
import { type Files, objects, writeFleet } from '../support/fleet.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { describeWithShared } from '../support/shared.ts';
import { brokenBy, starterFiles, starterRules } from '../support/starter-rules.ts';
import { at, type Built, buildGenerated, idOf, scratchFolder } from './built-fleet.ts';
import { checkClusters, checkSchemas, find } from './flux-checks.ts';
import { realManifests, withOwnClaims } from './real-manifests.ts';

const starter: Files = Object.fromEntries(starterFiles());

describeWithKustomize('the starter set of policies, delivered', (kustomize) => {
  const root = scratchFolder();
  let built: Built = new Map();

  beforeAll(async () => {
    writeFleet(root, {
      ...starter,
      ...objects(`
        Cluster austin:
        Cluster boston {tier: gold}:
        Namespace web {pod-security.kubernetes.io/enforce: privileged, team: web}:
          clusters: all
          policies: [no-latest-tag, pod-security]
          quota: {pods: 9}
          overrides: [{name: gold, clusters: /m/tier/gold, values: {podSecurity: restricted}}]
        Namespace plain: {clusters: all, policies: [no-latest-tag]}
      `),
    });
    built = await buildGenerated(kustomize, root);
  });

  it('puts Pod Security levels on the Namespace alone, in place of those that are there', () => {
    for (const variant of ['base', 'gold']) {
      const objects = built.get(`fleet/namespaces/web/${variant}`) ?? [];
      expect(at(find(objects, 'Namespace', 'web'), 'metadata', 'labels')).toEqual({
        team: 'web',
        'pod-security.kubernetes.io/enforce': '${namespace_podSecurity:=baseline}',
        'pod-security.kubernetes.io/audit': '${namespace_podSecurityWarn:=restricted}',
        'pod-security.kubernetes.io/warn': '${namespace_podSecurityWarn:=restricted}',
        'resedge.dev/namespace': 'web',
      });
      for (const object of objects.filter(({ kind }) => kind !== 'Namespace'))
        expect(at(object, 'metadata', 'labels'), idOf(object)).toEqual({ 'resedge.dev/namespace': 'web' });
    }
  });

  it('leaves namespaces alone that list only rules', () => {
    expect(at(find(built.get('fleet/namespaces/plain/base'), 'Namespace', 'plain'), 'metadata', 'labels')).toEqual({
      'resedge.dev/namespace': 'plain',
    });
  });

  it('holds together', () => expect(checkClusters(built)).toEqual([]));

  describeWithShared('against the schemas of Kubernetes and Flux', () => {
    it('has nothing wrong', () => expect(checkSchemas(built)).toEqual([]));
  });

  describeWithShared('held against real applications', (shared) => {
    const scratch = scratchFolder();
    let apps: Built = new Map();

    beforeAll(async () => {
      writeFleet(
        scratch,
        withOwnClaims({
          ...objects(`
            Cluster austin: {values: {region: central, state: tx}}
            Namespace shop: {clusters: all, applications: [go-vote, imdb, podinfo, backend, cache]}
            Application go-vote: {namespace: shop, path: apps/go-vote, values: {title: a, choice1: b, choice2: c}}
            Application imdb: {namespace: shop, path: apps/imdb}
            Application podinfo: {namespace: shop, path: apps/podinfo, substitute: false}
            Application backend: {namespace: shop, path: apps/backend, substitute: false}
            Application cache: {namespace: shop, path: apps/cache, substitute: false}
          `),
          ...realManifests(shared, 'res-edge-labs/apps/go-vote/base', 'apps/go-vote'),
          ...realManifests(shared, 'res-edge-labs/apps/imdb/base', 'apps/imdb'),
          ...realManifests(shared, 'podinfo/kustomize', 'apps/podinfo'),
          ...realManifests(shared, 'podinfo/deploy/bases/backend', 'apps/backend'),
          ...realManifests(shared, 'podinfo/deploy/bases/cache', 'apps/cache'),
        }),
      );
      apps = await buildGenerated(kustomize, scratch);
    });

    function broken(registries?: readonly string[]): string[] {
      const rules = starterRules(registries);
      return [...apps].flatMap(([folder, built]) =>
        built.flatMap((object) =>
          brokenBy(object, rules).map((rule) => `${folder.split('/')[2]}: ${idOf(object)} ${rule}`),
        ),
      );
    }

    it('finds what one of them leaves open, and nothing else', () => {
      const redis = 'go-vote: Deployment/shop/${app_name}-redis';
      expect(broken()).toEqual([
        `${redis} no-latest-tag/pinned`,
        `${redis} probes/readiness`,
        `${redis} probes/liveness`,
      ]);
    });

    it('finds images from elsewhere', () => {
      const found = broken(['ghcr.io/cse-labs', 'docker.io/library']);
      expect(found.filter((line) => line.includes('registry'))).toEqual([
        'backend: Deployment/shop/backend allowed-registries/registry',
        'podinfo: Deployment/shop/podinfo allowed-registries/registry',
      ]);
    });
  });
});
