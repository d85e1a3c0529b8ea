import { describe, expect, it } from 'vitest';
import { objects, readFleet, type TestFleet } from '../support/fleet.ts';
import { variants } from './outcome.ts';

const stores = objects(`
  Cluster austin {tier: gold}:
  Cluster boston {tier: bronze, size: small}:
  Cluster chicago {tier: bronze}:
`);

function spec(fleet: TestFleet, variant: string) {
  const found = fleet.resolution.namespaces[0]?.variants.find(({ name }) => name === variant);
  const { quota, limits, network, policies, windows } = found?.spec ?? {};
  const values = Object.fromEntries([...(found?.values ?? [])].map(([key, { text }]) => [key, text]));
  return { quota, limits, network, policies, windows, values };
}

describe('overrides of a namespace', () => {
  it('make a variant for the clusters that they select', () => {
    const fleet = readFleet({
      ...stores,
      ...objects(`
        Namespace web: {clusters: all, overrides: [{name: small, clusters: /m/tier/bronze, network: deny}]}
      `),
    });
    expect(fleet.lines).toEqual([]);
    expect(variants(fleet, 'namespaces', 'web')).toEqual({ base: 'austin', small: 'boston chicago' });
  });

  it('are merged into quota, limits and values field by field', () => {
    const fleet = readFleet({
      ...stores,
      ...objects(`
        Namespace web:
          clusters: all
          quota: {cpu: "2", memory: 4Gi}
          limits: {default: {cpu: 500m, memory: 512Mi}, max: {cpu: "1"}}
          values: {mode: full, lanes: 4}
          overrides:
            - name: small
              clusters: /m/tier/bronze
              quota: {cpu: "1", pods: 10}
              limits: {default: {cpu: 250m}, min: {cpu: 10m}}
              values: {mode: lite, port: 0077}
      `),
    });
    expect(fleet.lines).toEqual([]);
    expect(spec(fleet, 'base')).toMatchObject({
      quota: { cpu: '2', memory: '4Gi' },
      limits: { default: { cpu: '500m', memory: '512Mi' }, max: { cpu: '1' } },
      values: { mode: 'full', lanes: '4' },
    });
    expect(spec(fleet, 'small')).toMatchObject({
      quota: { cpu: '1', memory: '4Gi', pods: 10 },
      limits: { default: { cpu: '250m', memory: '512Mi' }, max: { cpu: '1' }, min: { cpu: '10m' } },
      values: { mode: 'lite', lanes: '4', port: '0077' },
    });
  });

  it('take the place of network, policies and windows as a whole', () => {
    const fleet = readFleet({
      ...stores,
      ...objects(`
        Policy pinned: {}
        Policy signed: {}
        Namespace web:
          clusters: all
          network: isolated
          policies: [pinned, signed]
          windows: [{schedule: "0 3 * * 0", duration: 2h}]
          overrides:
            - {name: small, clusters: /m/tier/bronze, network: deny, policies: [signed], windows: []}
      `),
    });
    expect(spec(fleet, 'base')).toMatchObject({ network: 'isolated', policies: ['pinned', 'signed'] });
    expect(spec(fleet, 'small')).toMatchObject({ network: 'deny', policies: ['signed'], windows: [] });
  });

  it('that select one cluster both apply there, the later one over the earlier, and give the variant their names', () => {
    const fleet = readFleet({
      ...stores,
      ...objects(`
        Namespace web:
          clusters: all
          overrides:
            - {name: tiny, clusters: /m/size/small, quota: {cpu: 250m, pods: 5}}
            - {name: bronze, clusters: /m/tier/bronze, quota: {cpu: "1", memory: 1Gi}}
      `),
    });
    expect(variants(fleet, 'namespaces', 'web')).toEqual({ base: 'austin', bronze: 'chicago', tiny_bronze: 'boston' });
    expect(spec(fleet, 'tiny_bronze').quota).toEqual({ cpu: '1', memory: '1Gi', pods: 5 });
  });

  it('are told from what the namespace says itself where a value comes from', () => {
    const fleet = readFleet({
      ...stores,
      ...objects(`
        Namespace web: {clusters: all, values: {mode: full},
          overrides: [{name: small, clusters: /m/tier/bronze, values: {mode: lite}}]}
      `),
    });
    const from = fleet.resolution.namespaces[0]?.variants.map(({ values }) => values.get('mode')?.from.path);
    expect(from).toEqual([
      ['spec', 'values', 'mode'],
      ['spec', 'overrides', 0, 'values', 'mode'],
    ]);
  });
});
