import fc from 'fast-check';
import { base, type Files, objects, overlay } from '../support/fleet.ts';

/** All that differs from one state of the fleet to another. */
export interface Knobs {
  readonly image: string;
  readonly comment: string;
  readonly config: string;
  readonly newTag: string;
  readonly overlayName: string;
  readonly overlayClusters: string;
  readonly overlayRing: string;
  readonly kioskClusters: string;
  readonly region: string;
  readonly color: string;
  readonly shopClusters: string;
  readonly smallClusters: string;
  readonly quota: string;
  readonly motto: string;
  readonly title: string;
  readonly percent: number;
  readonly tier: string;
  readonly home: string;
  readonly store: string;
  readonly state: string;
  readonly policy: string;
  readonly adBy: string;
  readonly substitute: boolean;
}

const expressions = ['all', 'none', '/g/east', '/g/west or /m/tier/gold', 'not /m/tier/gold', '/c/c1*', '/r/canary'];

/** What each knob may be; the first one is where the fleet begins. */
const choices: { readonly [K in keyof Knobs]: readonly [Knobs[K], ...Knobs[K][]] } = {
  image: ['till:1', 'till:2'],
  comment: ['', '# a comment\n'],
  config: [
    'a: "${cluster_region}"',
    "a: '${cluster_region}'",
    'a: "${cluster_color:-red}"',
    'a: "${app_title} ${namespace_motto}"',
    'a: east',
    'a: "${#cluster_region}"',
    '"b": "$${cluster_region}"',
  ],
  newTag: ['3', '4', '1'],
  overlayName: ['new', 'newer'],
  overlayClusters: ['/g/east', ...expressions.slice(0, -1)],
  overlayRing: ['canary', 'rest', ''],
  kioskClusters: ['/m/tier/kiosk', 'none', '/c/c2*'],
  region: ['east', 'middle', '7', '7.0', '"07"', '"7"'],
  color: ['red', 'blue', ''],
  shopClusters: ['all', ...expressions],
  smallClusters: ['/m/tier/kiosk', ...expressions],
  quota: ['"2"', '"3"'],
  motto: ['low', 'lower'],
  title: ['Till', 'Tills'],
  percent: [20, 10, 60],
  tier: ['gold', 'kiosk', 'bronze'],
  home: ['east', 'west'],
  store: ['"1"', '"2"', '1'],
  state: ['active', 'retired'],
  policy: ['one', '${cluster_store}', '${namespace_motto}'],
  adBy: ['web', 'shop'],
  substitute: [true, false],
};

const names = Array.from({ length: 50 }, (_, at) => `c${String(at).padStart(2, '0')}`);

/** A fleet of fifty clusters with three namespaces and three applications. */
export function fleetOf(knobs: Knobs): Files {
  const clusters = names.map((name, at) => {
    const group = at === 11 ? knobs.home : at % 2 === 0 ? 'east' : 'west';
    const tier = at === 12 ? knobs.tier : (['gold', 'kiosk', 'bronze', 'silver'][at % 4] ?? '');
    const state = at === 13 ? knobs.state : 'active';
    const store = at === 14 ? knobs.store : at % 3 === 0 ? `"${at}"` : '"x"';
    return `Cluster ${name} {tier: ${tier}}: {groups: [${group}], state: ${state}, values: {store: ${store}}}`;
  });
  const ring = knobs.overlayRing === '' ? {} : { ring: knobs.overlayRing };
  return {
    ...objects(`
Fleet contoso: {git: {url: https://git.example.com/contoso/fleet.git}, guards: {maxClustersLosing: 100%}}
Group east: {values: {region: ${knobs.region}${knobs.color === '' ? '' : `, color: ${knobs.color}`}}}
Group west: {values: {region: west}}
Ring canary: {order: 1, clusters: all, percent: ${knobs.percent}}
Ring rest: {order: 2}
Namespace shop: {clusters: "${knobs.shopClusters}", applications: [till, ad], policies: [note], values: {motto: ${knobs.motto}}, overrides: [{name: small, clusters: "${knobs.smallClusters}", quota: {cpu: ${knobs.quota}}, values: {motto: small}}]}
Namespace web: {clusters: /g/west, applications: [ad, "site"]}
Application till: {path: apps/till, namespace: shop, values: {title: ${knobs.title}}, substitute: ${knobs.substitute}}
Application ad: {path: apps/ad, namespace: ${knobs.adBy}}
Application site: {path: apps/site, namespace: web}
Policy note: {path: policies/note}
${clusters.join('\n')}`),
    ...base('apps/till', tillManifest(knobs)),
    ...overlay(
      `apps/till/overlays/${knobs.overlayName}`,
      { clusters: knobs.overlayClusters, ...ring },
      `images: [{name: till, newTag: "${knobs.newTag}"}]`,
    ),
    ...overlay(
      'apps/till/overlays/kiosk',
      { clusters: knobs.kioskClusters },
      'resources: [../../base]\nreplicas: [{name: till, count: 2}]',
      'Kustomization',
    ),
    ...base('apps/ad', configMap('ad', 'from: "${cluster_name}"')),
    ...base('apps/site'),
    'policies/note/kustomization.yaml': 'resources: [note.yaml]\n',
    'policies/note/note.yaml': configMap('note', `text: "n ${knobs.policy}"`),
  };
}

function tillManifest({ comment, image, config }: Knobs): string {
  return `${comment}apiVersion: apps/v1
kind: Deployment
metadata: {name: till}
spec:
  replicas: 1
  selector: {matchLabels: {app: till}}
  template:
    metadata: {labels: {app: till}}
    spec:
      containers: [{name: till, image: "${image}", env: [{name: STORE, value: "s-\${cluster_store}"}]}]
---
${configMap('settings', config)}`;
}

function configMap(name: string, data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {${data}}\n`;
}

export const start: Knobs = {
  image: choices.image[0],
  comment: choices.comment[0],
  config: choices.config[0],
  newTag: choices.newTag[0],
  overlayName: choices.overlayName[0],
  overlayClusters: choices.overlayClusters[0],
  overlayRing: choices.overlayRing[0],
  kioskClusters: choices.kioskClusters[0],
  region: choices.region[0],
  color: choices.color[0],
  shopClusters: choices.shopClusters[0],
  smallClusters: choices.smallClusters[0],
  quota: choices.quota[0],
  motto: choices.motto[0],
  title: choices.title[0],
  percent: choices.percent[0],
  tier: choices.tier[0],
  home: choices.home[0],
  store: choices.store[0],
  state: choices.state[0],
  policy: choices.policy[0],
  adBy: choices.adBy[0],
  substitute: choices.substitute[0],
};

/** One knob turned to something else. */
export const turns: fc.Arbitrary<Partial<Knobs>> = fc.oneof(
  ...Object.entries(choices).map(([knob, values]) =>
    fc.constantFrom<unknown>(...values.slice(1)).map((value): Partial<Knobs> => ({ [knob]: value })),
  ),
);
