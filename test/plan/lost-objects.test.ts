import { expect, it } from 'vitest';
import { ClusterSet } from '../../src/model/cluster-set.ts';
import { lostObjects } from '../../src/plan/lost-objects.ts';

const clusters = ClusterSet.all(1);

function object(kind: string, name: string, text = '') {
  return { apiVersion: 'v1', kind, name, namespace: 'shop', text, value: {} };
}

function gone(kind: string, name: string, text?: string) {
  return { before: object(kind, name, text), after: undefined, clusters, variables: [] };
}

function come(kind: string, name: string) {
  return { before: undefined, after: object(kind, name), clusters, variables: [] };
}

it('names what Flux deletes', () => {
  expect(lostObjects([gone('Deployment', 'till'), come('Deployment', 'desk')])).toEqual({
    deleted: ['Deployment/till'],
    kept: [],
  });
});

it('names apart what Flux is told to leave', () => {
  const text = 'metadata:\n  annotations:\n    kustomize.toolkit.fluxcd.io/prune: disabled\n';
  expect(lostObjects([gone('PersistentVolumeClaim', 'data', text)])).toEqual({
    deleted: [],
    kept: ['PersistentVolumeClaim/data'],
  });
});

it('takes a generated ConfigMap with another hash for the same', () => {
  const changes = [gone('ConfigMap', 'till-2kf8d74m9b'), come('ConfigMap', 'till-5c9hgk2b6t')];
  expect(lostObjects(changes)).toEqual({ deleted: [], kept: [] });
});
