import { expect, it } from 'vitest';
import { validateObject } from './kubernetes-schemas.ts';
import { describeWithShared } from './shared.ts';

function deployment(container: Record<string, unknown> = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'pos', labels: { app: 'pos' }, creationTimestamp: null },
    spec: {
      selector: { matchLabels: { app: 'pos' } },
      template: {
        metadata: { labels: { app: 'pos' } },
        spec: { containers: [{ name: 'pos', image: 'registry.example.com/pos:1.0.0', ...container }] },
      },
    },
  };
}

function gitRepository(spec: Record<string, unknown>, metadata: Record<string, unknown> = { name: 'fleet' }) {
  return { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata, spec };
}

const url = 'https://git.example.com/contoso/fleet.git';

describeWithShared('validateObject', () => {
  it('accepts objects of Kubernetes', () => {
    const resources = { requests: { cpu: '100m', memory: 1.5e8 }, limits: { cpu: 1, memory: '1.5Gi' } };
    expect(validateObject(deployment({ resources, livenessProbe: { httpGet: { port: 'http' } } }))).toEqual([]);
    expect(validateObject(deployment({ livenessProbe: { httpGet: { port: 8080 } } }))).toEqual([]);
    expect(
      validateObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { any: 'text' } }),
    ).toEqual([]);
    const policy = { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }], policyTypes: ['Ingress'] };
    expect(
      validateObject({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'a' },
        spec: policy,
      }),
    ).toEqual([]);
  });

  it('accepts a CustomResourceDefinition, with the schema that it holds', () => {
    const openAPIV3Schema = { type: 'object', properties: { spec: { type: 'object', additionalProperties: true } } };
    const versions = [
      { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema }, subresources: { status: {} } },
    ];
    const spec = { group: 'example.com', scope: 'Namespaced', names: { kind: 'Till', plural: 'tills' }, versions };
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'tills.example.com' },
      spec,
    };
    expect(validateObject(definition)).toEqual([]);
    expect(validateObject({ ...definition, spec: { ...spec, scoped: true } })).toEqual([
      '/spec/scoped is an unknown field',
    ]);
  });

  it('accepts objects of Flux', () => {
    expect(validateObject(gitRepository({ url, interval: '10m', ref: { branch: 'main' } }))).toEqual([]);
    const spec = {
      interval: '10m',
      prune: true,
      path: './fleet',
      sourceRef: { kind: 'GitRepository', name: 'fleet' },
      wait: true,
    };
    const patches = [{ patch: '[]', target: { kind: 'Deployment' } }];
    const metadata = { name: 'fleet', namespace: 'flux-system' };
    expect(
      validateObject({
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata,
        spec: { ...spec, patches },
      }),
    ).toEqual([]);
  });

  it('refuses unknown fields, wherever they are', () => {
    expect(validateObject(gitRepository({ url, interval: '10m', branch: 'main' }))).toEqual([
      '/spec/branch is an unknown field',
    ]);
    expect(validateObject(gitRepository({ url, interval: '10m', ref: { brunch: 'main' } }))).toEqual([
      '/spec/ref/brunch is an unknown field',
    ]);
    expect(validateObject(gitRepository({ url, interval: '10m' }, { name: 'fleet', label: {} }))).toEqual([
      '/metadata/label is an unknown field',
    ]);
    expect(validateObject(deployment({ imagePullPolice: 'Always' }))).toEqual([
      '/spec/template/spec/containers/0/imagePullPolice is an unknown field',
    ]);
  });

  it('refuses wrong types and values', () => {
    expect(validateObject(deployment({ env: [{ name: 'LANE', value: 7 }] }))).toEqual([
      '/spec/template/spec/containers/0/env/0/value must be string',
    ]);
    expect(validateObject(deployment({ resources: { requests: { cpu: 'half' } } }))).toHaveLength(1);
    expect(validateObject(gitRepository({ url: 'git@example.com', interval: 'soon' }))).toHaveLength(2);
    expect(validateObject(gitRepository({ interval: '10m' }))).toEqual(["/spec must have required property 'url'"]);
    const labels = { pods: 20, ready: true };
    expect(
      validateObject({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels }, spec: { containers: [] } }),
    ).toEqual(['/metadata/labels/pods must be string', '/metadata/labels/ready must be string']);
  });

  it('refuses what it does not know', () => {
    expect(validateObject({ apiVersion: 'apps/v1', kind: 'Deploymint', metadata: { name: 'a' } })).toEqual([
      '/ is of an unknown kind: apps/v1 Deploymint',
    ]);
    expect(validateObject({ ...gitRepository({}), apiVersion: 'source.toolkit.fluxcd.io/v9' })).toEqual([
      '/ is of an unknown kind: source.toolkit.fluxcd.io/v9 GitRepository',
    ]);
    expect(validateObject({ kind: 'Deployment' })).toEqual(['/ has no apiVersion and kind']);
    expect(validateObject(null)).toEqual(['/ has no apiVersion and kind']);
  });
});
