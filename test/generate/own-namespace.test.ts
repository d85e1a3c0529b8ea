import { expect, it } from 'vitest';
import { base, configMap, objects, readFleet } from '../support/fleet.ts';

const fleet = objects(`
  Cluster austin: {}
  Namespace web: {clusters: all, applications: [till]}
  Application till: {namespace: web, path: apps/till}
`);
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: web}\n';

/** The kustomization of an application that brings these objects. */
function kustomization(...manifests: string[]): string {
  const { generated } = readFleet({ ...fleet, ...base('apps/till', manifests.join('---\n')) });
  return [...generated].find(([path]) => /^fleet\/applications\/till\/.*kustomization.yaml$/.test(path))?.[1] ?? '';
}

it('the Namespace that an application brings is left to the namespace, whatever else it brings', () => {
  expect(kustomization(configMap('settings'))).not.toContain('local-config: "true"');
  expect(kustomization(namespace)).toContain('local-config: "true"');
  expect(kustomization(configMap('settings'), namespace, configMap('more'))).toContain('local-config: "true"');
});
