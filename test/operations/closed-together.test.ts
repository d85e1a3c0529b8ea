import { expect, it } from 'vitest';
import { findClosedTogether } from '../../src/operations/validate/closed-together.ts';
import { base, objects, readFleet } from '../support/fleet.ts';

const settings = (text: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "${text}"}\n`;

/** What is found where shop has its own windows, and bar those of the cluster, at two at night for three hours. */
async function found(windows: string, { shop = '${cluster_number}', bar = '${cluster_number}', more = '' } = {}) {
  const { resolution, contents } = readFleet({
    ...objects(`
      Group stores: {values: {number: 7}, windows: [{schedule: "0 2 * * *", duration: 3h}]}
      Cluster e1: {groups: [stores]}
      Cluster e2: {groups: [stores]${more}}
      Namespace shop: {clusters: /g/stores, applications: [till], windows: ${windows}}
      Namespace bar: {clusters: /g/stores, applications: [tap]}
      Application till: {path: apps/till, namespace: shop}
      Application tap: {path: apps/tap, namespace: bar}
    `),
    ...base('apps/till', settings(shop)),
    ...base('apps/tap', settings(bar)),
  });
  const findings = await findClosedTogether({ contents: (files) => contents(files) }, resolution);
  return findings.map(({ message, place }) => `${place.file} ${place.path?.join('.')}: ${message}`);
}

const noon = '[{schedule: "0 12 * * *", duration: 3h}]';

it('windows that are never open together, of namespaces that use a variable of the cluster, are found (RE703)', async () => {
  expect(await found(noon)).toEqual([
    'inventory/namespace/shop.yaml spec.windows: namespaces bar and shop use cluster_number, and their windows are never open together: a change of it never comes to 2 clusters (e1, e2)',
  ]);
  expect(await found('[{schedule: "0 12 * * *", duration: 3h}, {schedule: "55 4 * * *", duration: 9m}]')).toHaveLength(
    1,
  );
});

it('windows that overlap, or of namespaces that share no variable, are fine (RE703)', async () => {
  expect(await found('[{schedule: "0 4 * * *", duration: 3h}]')).toEqual([]);
  expect(await found('[{schedule: "0 4 * * 0", duration: 3h}, {schedule: "0 12 * * *", duration: 3h}]')).toEqual([]);
  expect(await found('[]')).toEqual([]);
  expect(await found(noon, { bar: '${namespace_name}' })).toEqual([]);
  expect(await found(noon, { bar: '${cluster_name}' })).toEqual([]);
  expect(await found('[{schedule: "0 12 30 2 *", duration: 3h}]')).toEqual([]);
});

it('counts the clusters for which that is so, whatever is frozen or held (RE703)', async () => {
  const freezes = ', freezes: [{from: 2028-01-01, to: 2029-12-31}], hold: {reason: flood}';
  expect(await found(noon, { more: freezes })).toEqual([expect.stringMatching(/ 2 clusters \(e1, e2\)$/)]);
  expect(await found('[{schedule: "0 3 * * *", duration: 1h}]', { more: freezes })).toEqual([]);
  expect(await found(noon, { more: ', windows: []' })).toEqual([expect.stringMatching(/ 1 cluster \(e1\)$/)]);
});
