import { base, configMap, type Files, objects, overlay, readFleet, type TestFleet } from '../support/fleet.ts';

/** Five clusters in two regions, one of them retired; a namespace with an application, and what waits for it. */
export const storeFiles: Files = {
  ...objects(`
    Fleet contoso: {git: {url: "https://git.example.com/contoso/fleet.git"}}
    Group lab: {}
    Group stores: {values: {currency: USD}}
    Group stores/east: {}
    Group stores/west: {timeZone: America/Los_Angeles}
    Ring canary: {order: 1, clusters: /c/e1}
    Ring broad: {order: 2}
    Cluster e1 {tier: gold}: {groups: [stores/east], capacity: {cpu: 4, memory: 8Gi}, reserved: {cpu: 500m}}
    Cluster e2: {groups: [stores/east, lab], capacity: {cpu: 4}}
    Cluster w1: {groups: [stores/west], capacity: {cpu: 2}, owners: ["@contoso/west"]}
    Cluster w2: {groups: [stores/west]}
    Cluster w3: {groups: [stores/west], state: retired}
    Namespace bench: {clusters: /g/lab, quota: {cpu: 1}}
    Namespace shop:
      clusters: /g/stores
      applications: [till]
      rejected: [{application: fan, reason: too loud}]
      quota: {cpu: 1500m, memory: 1Gi}
      overrides: [{name: small, clusters: /g/stores/west, quota: {cpu: 1200m}}]
    Application fan: {path: apps/fan, requests: shop}
    Application lamp: {path: apps/lamp, requests: shop}
    Application till: {path: apps/till, namespace: shop, description: Sells things}
  `),
  ...base('apps/fan', configMap('fan')),
  ...base('apps/lamp', configMap('lamp')),
  ...base('apps/till'),
  ...overlay('apps/till/overlays/fast', {
    clusters: '/g/stores',
    ring: 'canary',
  }),
  ...overlay('apps/till/overlays/wide', { clusters: '/g/stores/east', priority: '5' }),
};

export function stores(more: Files = {}): TestFleet {
  return readFleet({ ...storeFiles, ...more });
}
