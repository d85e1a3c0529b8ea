import { describe, expect, it } from 'vitest';
import { explainObject, objectNamesOn } from '../../src/explain/objects.ts';
import { base, configMap, objects, overlay, readFleet } from '../support/fleet.ts';
import { told } from './steps.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: "\${app_name}", labels: {tier: web}}
spec: {template: {spec: {containers: [{name: till, image: "registry.example.com:5000/till:1.0.0"}]}}}
`;

const files = {
  ...objects(`
    Cluster e1: {values: {region: east}}
    Cluster w1: {}
    Cluster w2: {}
    Namespace shop {tier: web}: {clusters: /c/*2 or /c/e1, applications: [till], policies: [guard, mark], quota: {cpu: "1"}}
    Policy guard: {path: policies/guard}
    Policy mark: {path: policies/mark}
    Application till: {path: apps/till, namespace: shop}
    Application copy: {path: apps/copy}
  `),
  'policies/guard/kustomization.yaml': 'resources: [manifest.yaml]\n',
  'policies/guard/manifest.yaml': configMap('guard'),
  'policies/mark/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{target: {kind: Config.*}, path: patch.yaml}, {target: {kind: Namespace, labelSelector: tier=web}, path: patch.yaml}]\n',
  'policies/mark/patch.yaml': '- {op: add, path: /metadata/annotations, value: {}}\n',
  ...base('apps/copy', configMap('copy')),
  'apps/till/base/kustomization.yaml':
    'resources: [manifest.yaml, ../parts]\nlabels: [{pairs: {team: pos}}]\nconfigMapGenerator: [{name: settings, literals: [a=b]}]\n',
  'apps/till/base/manifest.yaml': deployment,
  'apps/till/parts/kustomization.yaml': 'resources: [part.yaml]\ncommonAnnotations: {part: "yes"}\n',
  'apps/till/parts/part.yaml': configMap('part'),
  ...overlay(
    'apps/till/overlays/1.1.0',
    { clusters: 'all' },
    `images: [{name: "registry.example.com:5000/till", newTag: 1.1.0}]
replicas: [{name: "\${app_name}", count: 3}]
configMapGenerator: [{name: settings, behavior: merge, literals: [a=c]}]`,
  ),
  ...overlay(
    'apps/till/overlays/east',
    { clusters: '/c/e1' },
    `resources: [more.yaml]
patches:
  - {target: {kind: Deploy.*, labelSelector: tier=web}, patch: '[{"op": "add", "path": "/spec/paused", "value": true}]'}`,
  ),
  'apps/till/overlays/east/more.yaml': configMap('more'),
  ...overlay('apps/till/overlays/west', { clusters: '/c/w*' }, 'resources: [only.yaml]\nnamePrefix: x-'),
  'apps/till/overlays/west/only.yaml': configMap('only'),
};

function explain(object: string, cluster: string) {
  const { resolution } = readFleet(files);
  const index = resolution.inventory.clusters.findIndex(({ name }) => name === cluster);
  const item = resolution.inventory.clusters[index];
  if (!item) throw new Error(`there is no ${cluster}`);
  const [kind = '', name = ''] = object.split('/');
  const found = explainObject({ resolution, index, cluster: item }, { kind, name });
  return found && { placed: found.placed, reason: found.reason, lines: told(found.steps) };
}

describe('who brings an object', () => {
  it('an application: its base, and the overlays that change it', () => {
    expect(explain('deployment/till', 'e1')).toEqual({
      placed: true,
      reason:
        'deployment/till on e1 comes from application till: apps/till/base, changed by apps/till/overlays/1.1.0 and apps/till/overlays/east',
      lines: [
        'yes application: till brings it, in namespace shop as variant 1.1.0_east',
        '  yes base: apps/till/base holds it',
        '  yes base: apps/till/base changes every object: labels',
        '  yes overlay: apps/till/overlays/1.1.0 sets the image registry.example.com:5000/till to registry.example.com:5000/till:1.1.0',
        '  yes overlay: apps/till/overlays/1.1.0 sets the replicas to 3',
        '  yes overlay: apps/till/overlays/east patches it',
        '  no overlay: west would change it, and does not apply here',
      ],
    });
  });

  it('a folder that the base loads', () => {
    expect(explain('ConfigMap/part', 'e1')?.lines.slice(1, 4)).toEqual([
      '  yes base: apps/till/parts holds it',
      '  yes base: apps/till/parts changes every object: commonAnnotations',
      '  yes base: apps/till/base changes every object: labels',
    ]);
  });

  it('an overlay that adds it', () => {
    expect(explain('ConfigMap/more', 'e1')?.reason).toBe(
      'ConfigMap/more on e1 comes from application till: apps/till/overlays/east',
    );
  });

  it.each(['settings', 'settings-7h2m9k4d5f'])('a generator, named %s', (name) => {
    expect(explain(`ConfigMap/${name}`, 'e1')?.lines).toEqual([
      'yes application: till brings it, in namespace shop as variant 1.1.0_east',
      '  yes base: apps/till/base holds it',
      '  yes base: apps/till/base changes every object: labels',
      '  yes overlay: apps/till/overlays/1.1.0 adds to it',
      '  no overlay: west would change it, and does not apply here',
    ]);
  });

  it('a policy, or the namespace itself; a policy that is a Component changes both', () => {
    expect(explain('ConfigMap/guard', 'e1')).toMatchObject({
      reason: 'ConfigMap/guard on e1 comes from policy guard of namespace shop: policies/guard, changed by policy mark',
      lines: [
        'yes policy: guard brings it to namespace shop',
        '  yes policy: policies/guard holds it',
        '  yes policy: mark patches it',
      ],
    });
    expect(explain('Namespace/shop', 'e1')).toMatchObject({
      reason: 'Namespace/shop on e1 comes from namespace shop itself, changed by policy mark',
      lines: ['yes namespace: shop has it as a part of itself, as variant base', '  yes policy: mark patches it'],
    });
    expect(explain('ResourceQuota/resedge', 'e1')?.reason).toBe(
      'ResourceQuota/resedge on e1 comes from namespace shop itself',
    );
    expect(explain('LimitRange/resedge', 'e1')).toBeUndefined();
  });

  it('a part of a namespace, at the field that asks for it, in an override too', () => {
    const made = readFleet(
      objects(`
        Cluster e1: {}
        Namespace shop:
          clusters: all
          quota: {cpu: "1"}
          overrides:
            - {name: small, clusters: all, quota: {memory: 1Gi}}
            - {name: walled, clusters: all, network: deny}
      `),
    ).resolution;
    const [item] = made.inventory.clusters;
    const place = (kind: string) =>
      item &&
      explainObject({ resolution: made, index: 0, cluster: item }, { kind, name: 'resedge' })?.steps[0]?.place?.path;
    expect(place('ResourceQuota')).toEqual(['spec', 'overrides', 0, 'quota']);
    expect(place('NetworkPolicy')).toEqual(['spec', 'overrides', 1, 'network']);
    expect(place('RoleBinding')).toEqual(['spec', 'access']);
    expect(place('LimitRange')).toBeUndefined();
  });

  it('nobody here: an application that is elsewhere, or an overlay that does not apply', () => {
    expect(explain('ConfigMap/copy', 'e1')).toMatchObject({
      placed: false,
      reason: 'ConfigMap/copy is not on e1: copy is not on e1, because it names no namespace',
    });
    expect(explain('ConfigMap/x-only', 'e1')).toMatchObject({
      placed: false,
      reason: 'ConfigMap/x-only is not on e1: apps/till/overlays/west does not apply there',
    });
    expect(explain('ConfigMap/nothing', 'e1')).toBeUndefined();
  });

  it('knows names with what components put around them', () => {
    expect(explain('Deployment/x-till', 'w2')?.reason).toBe(
      'Deployment/x-till on w2 comes from application till: apps/till/base, changed by apps/till/overlays/1.1.0 and apps/till/overlays/west',
    );
    expect(explain('ConfigMap/x-only', 'w2')?.reason).toBe(
      'ConfigMap/x-only on w2 comes from application till: apps/till/overlays/west',
    );
    expect(explain('ConfigMap/x-settings', 'w2')?.placed).toBe(true);
  });

  it('lists what there is, with variables put in', () => {
    const { resolution } = readFleet(files);
    const [item] = resolution.inventory.clusters;
    expect(item && objectNamesOn(resolution, 0, item)).toEqual([
      'Deployment/till',
      'ConfigMap/part',
      'ConfigMap/settings',
      'ConfigMap/more',
    ]);
  });
});
