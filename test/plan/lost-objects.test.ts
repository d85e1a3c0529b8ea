import { expect, it } from 'vitest';
import { flux } from '../../src/generate/engines/flux/engine.ts';
import { ClusterSet } from '../../src/model/cluster-set.ts';
import { lostObjects } from '../../src/plan/lost-objects.ts';

const clusters = ClusterSet.all(1);

function object(kind: string, name: string, value = {}, namespace = 'shop') {
  return { apiVersion: 'v1', kind, name, namespace, text: '', value };
}

function gone(kind: string, name: string, value?: object, namespace?: string) {
  return { before: object(kind, name, value, namespace), after: undefined, clusters, variables: [] };
}

function come(kind: string, name: string) {
  return { before: undefined, after: object(kind, name), clusters, variables: [] };
}

it('names what Flux deletes', () => {
  expect(lostObjects('shop/pos', [gone('Deployment', 'till'), come('Deployment', 'desk')], flux.removal)).toEqual({
    deleted: ['Deployment/till'],
    kept: [],
  });
});

it('names the namespace of what is elsewhere than its application', () => {
  const roles = ['shop', 'kube-system', '', '${namespace_name}'].map((where) => gone('Role', 'till', {}, where));
  expect(lostObjects('shop/pos', roles, flux.removal).deleted).toEqual([
    'Role/till',
    'Role/kube-system/till',
    'Role/till',
    'Role/till',
  ]);
});

it('names apart what Flux is told to leave', () => {
  const kept = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
  for (const metadata of [{ annotations: kept }, { labels: kept }])
    expect(lostObjects('shop/pos', [gone('PersistentVolumeClaim', 'data', { metadata })], flux.removal)).toEqual({
      deleted: [],
      kept: ['PersistentVolumeClaim/data'],
    });
  for (const value of [{ metadata: {} }, { data: kept }])
    expect(lostObjects('shop/pos', [gone('ConfigMap', 'data', value)], flux.removal).kept).toEqual([]);
});
