import { beforeAll, expect, it } from 'vitest';
import { base, objects, overlay, writeFleet } from '../support/fleet.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { describeWithShared } from '../support/shared.ts';
import { at, type Built, buildGenerated, idOf, scratchFolder } from './built-fleet.ts';
import { checkClusters, checkSchemas, find } from './flux-checks.ts';

describeWithKustomize('names that YAML takes for something else', (kustomize) => {
  const root = scratchFolder();
  let built: Built = new Map();

  beforeAll(async () => {
    writeFleet(root, {
      ...objects(`
        Group "0":
        Group "0/1e3":
        Cluster "0077" {"yes": "1"}: {groups: ["0/1e3"], formerNames: ["1e3"]}
        Cluster "null": {groups: ["0"], connectivity: offline}
        Namespace "on": {clusters: all, applications: ["true", "0x1"], quota: {pods: 1}, network: deny, policies: ["off"]}
        Namespace "123" {n: "1", y: "no"}: {clusters: all, dependsOn: ["on"], overrides: [{name: "5e2", clusters: /c/0077}]}
        Application "true": {namespace: "on", path: apps/true, values: {no: on, "y": "~"}}
        Application "0x1": {namespace: "on", path: apps/true, dependsOn: ["true"]}
        Policy "off": {path: policies/off, substitute: false}
      `),
      ...base('apps/true', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "${app_name}"}\n'),
      ...overlay('apps/true/overlays/1.10', { clusters: 'all' }, 'resources: []'),
      'policies/off/kustomization.yaml': 'resources: [off.yaml]\n',
      'policies/off/off.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "null"}\n',
    });
    built = await buildGenerated(kustomize, root);
  });

  it('stay names', () => {
    expect(checkClusters(built)).toEqual([]);
    expect(built.get('clusters/0077')).toEqual(built.get('clusters/1e3'));
    expect(at(find(built.get('clusters/0077'), 'ConfigMap', 'resedge-cluster'), 'data')).toEqual({
      cluster_name: '0077',
      cluster_group: '0/1e3',
    });
    expect(built.get('fleet/namespaces/on/base')?.map(idOf)).toEqual([
      'Namespace/on',
      ...[
        'ResourceQuota/on/resedge',
        'ServiceAccount/flux-system/resedge-on',
        'ServiceAccount/on/resedge',
        'RoleBinding/on/resedge',
      ],
      ...['ConfigMap/on/null', 'NetworkPolicy/on/resedge'],
    ]);
    expect(at(find(built.get('fleet/applications/0x1/1.10'), 'ConfigMap', '${app_name}'), 'metadata')).toEqual({
      name: '${app_name}',
      namespace: 'on',
      labels: { 'resedge.dev/application': '0x1', 'resedge.dev/namespace': 'on' },
    });
    expect(at(find(built.get('fleet/namespaces/123/5e2'), 'Namespace', '123'), 'metadata', 'labels')).toEqual({
      n: '1',
      y: 'no',
      'resedge.dev/namespace': '123',
    });
  });

  describeWithShared('against the schemas of Kubernetes and Flux', () => {
    it('are text everywhere', () => expect(checkSchemas(built)).toEqual([]));
  });
});
