import { expect, it } from 'vitest';
import { base, objects, readFleet } from '../support/fleet.ts';

const stores = {
  ...objects(`
    Cluster austin:
    Namespace web: {clusters: all, applications: [imdb], policies: [rules]}
    Application imdb: {namespace: web, path: apps/imdb}
    Policy rules: {path: policies/rules}
  `),
  ...base('apps/imdb'),
  'policies/rules/kustomization.yaml': 'resources: []\n',
};
const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: []\n';

it('refuses a Component where Kustomize builds on its own: a base, and no policy', () => {
  const hint = '(Write kind: Kustomization.)';
  expect(readFleet({ ...stores, 'apps/imdb/base/kustomization.yaml': component }).lines).toEqual([
    `apps/imdb/base/kustomization.yaml:2 RE402 apps/imdb/base is a Component, which Kustomize does not build on its own ${hint}`,
  ]);
  expect(readFleet({ ...stores, 'policies/rules/kustomization.yaml': component }).lines).toEqual([]);
});

it('refuses a namespace whose file would be a kustomization file', () => {
  const [line = '', ...more] = readFleet({ ...stores, ...objects('Namespace kustomization: {clusters: all}') }).lines;
  expect(line).toContain('inventory/namespace/kustomization.yaml:3 RE102 metadata.name may not be "kustomization"');
  expect(more).toEqual([]);
});
