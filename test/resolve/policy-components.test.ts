import { describe, expect, it } from 'vitest';
import { configMap, type Files, objects, readFleet } from '../support/fleet.ts';

const stores = objects(`
  Cluster austin:
  Namespace web:
    clusters: all
    policies: [mark]
    quota: {pods: 9}
    overrides: [{name: walled, clusters: none, network: deny}]
  Namespace infra: {clusters: all, policies: [mark]}
  Policy mark: {path: policies/mark}
`);

function component(does: string): Files {
  return {
    'policies/mark/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${does}\n`,
  };
}

function found(does: string, more: Files = {}): readonly string[] {
  return readFleet({ ...stores, ...component(does), ...more }).lines;
}

const merge = (kind: string, name: string) => `patch: "{kind: ${kind}, metadata: {name: ${name}, labels: {a: b}}}"`;

describe('a policy that is a Component', () => {
  it('is put on the parts of a namespace', () => {
    const { lines, generated } = readFleet({ ...stores, ...component('resources: []') });
    expect(lines).toEqual([]);
    const own = /^fleet\/namespaces\/infra\/base\/[0-9a-f]{12}\/kustomization.yaml$/;
    const [, text] = [...generated].find(([path]) => own.test(path)) ?? [];
    expect(text).toContain('components:\n  - files/policies/mark\n');
  });

  it.each([
    `patches: [{target: {kind: ResourceQuota}, ${merge('ResourceQuota', 'any')}}]`,
    `patches: [{target: {kind: Namespace, name: web}, ${merge('Namespace', 'web')}}]`,
    `patches: [{${merge('ServiceAccount', 'mine')}}]\nresources: [mine.yaml]`,
    `patches: [{${merge('RoleBinding', 'resedge')}}]`,
    `patches: [{${merge('ConfigMap', 'made')}}]\nconfigMapGenerator: [{name: made, literals: [a=b]}]`,
  ])('may patch what is there, and by a target what may be there: %s', (does) => {
    const mine = { 'policies/mark/mine.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: mine}\n' };
    expect(found(does, mine)).toEqual([]);
  });

  it.each([
    ['Namespace', 'web', 'infra'],
    ['ResourceQuota', 'resedge', 'infra'],
    ['Namespace', 'any', 'infra'],
  ])('may not name an object that one of its namespaces does not have: %s/%s', (kind, name, namespace) => {
    expect(found(`patches: [{${merge(kind, name)}}]`)).toEqual([
      `policies/mark/kustomization.yaml:3 RE402 namespace ${namespace} has no ${kind}/${name}, which this patch is for (Give the patch a target, such as target: {kind: ${kind}}: then it is for all that are there.)`,
    ]);
  });

  it('may not name another kind than it generates', () => {
    const generates = 'configMapGenerator: [{name: made, literals: [a=b]}]';
    expect(found(`patches: [{${merge('ResourceQuota', 'made')}}]\n${generates}`)).toEqual([
      expect.stringContaining('RE402 namespace infra has no ResourceQuota/made'),
    ]);
  });

  it.each(['namespace', 'namePrefix', 'nameSuffix'])('may not move the parts of the namespace: %s', (field) => {
    expect(found(`${field}: x`)).toEqual([
      `policies/mark/kustomization.yaml:3 RE402 ${field} in the Component policies/mark would move what the namespace itself is made of (Remove it: objects without a namespace get this one, and names are written into the objects.)`,
    ]);
  });

  it('has no substitute: false', () => {
    const off = objects('Policy mark: {path: policies/mark, substitute: false}');
    expect(found('resources: []', off)).toEqual([
      'inventory/policy/mark.yaml:4 RE402 policies/mark is a Component, for which there is no substitute: false: it changes objects that need their variables (Remove it; objects that it brings can say kustomize.toolkit.fluxcd.io/substitute: disabled themselves.)',
    ]);
  });

  it('owns what it brings, like any policy', () => {
    const brings = {
      'policies/mark/manifest.yaml': 'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: resedge}\n',
    };
    expect(found('resources: [manifest.yaml]', brings)[0]).toMatch(
      /RE409 namespace web and policy mark of namespace web both bring ResourceQuota\/resedge in web on /,
    );
    expect(found('resources: [manifest.yaml]', { 'policies/mark/manifest.yaml': configMap('a') })).toEqual([]);
  });
});
