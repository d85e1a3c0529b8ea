// Writes a large fleet: what the benchmark and tests of size run on. Everything follows from the numbers: no chance.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const states = [
  'al',
  'ga',
  'fl',
  'la',
  'ms',
  'tx',
  'ok',
  'ar',
  'ca',
  'or',
  'wa',
  'nv',
  'ny',
  'nj',
  'pa',
  'ma',
  'ct',
  'me',
  'oh',
  'mi',
];
const regions = ['east', 'central', 'west'];
const tiers = ['gold', 'silver', 'bronze', 'kiosk'];

/** Writes a fleet below a folder: `clusters` clusters in groups by region, state and city, `applications` in `namespaces`. */
export function writeLargeFleet(root, { clusters = 30_000, applications = 100, namespaces = 40, overlays = 12 } = {}) {
  const put = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put(
    'resedge.yaml',
    document(
      'Fleet',
      'large',
      '  git:\n    url: https://git.example.com/large/fleet.git\n  layout:\n    clusters: "clusters/{hash}/{name}"\n  values:\n    company: large\n',
    ),
  );
  const groups = new Set(['stores']);
  for (let i = 0; i < clusters; i++) {
    const path = groupOf(i);
    for (const [at, char] of [...path].entries()) if (char === '/') groups.add(path.slice(0, at));
    groups.add(path);
    const name = `${path.split('/').slice(1).join('-')}-${String(i).padStart(5, '0')}`;
    put(`inventory/clusters/${path}/${name}.yaml`, cluster(name, path, i));
  }
  for (const group of groups)
    put(
      `inventory/groups/${group}.yaml`,
      document(
        'Group',
        group,
        `  values:\n    level${group.split('/').length}: ${group.split('/').at(-1)}\n  timeZone: America/Chicago\n`,
      ),
    );
  for (const [order, percent] of [
    [1, 1],
    [2, 10],
    [3, 100],
  ])
    put(
      `inventory/rings/ring-${order}.yaml`,
      document('Ring', `ring-${order}`, `  order: ${order}\n  percent: ${percent}\n`),
    );
  for (let n = 0; n < namespaces; n++) put(`inventory/namespaces/ns-${n}.yaml`, namespace(n));
  for (let a = 0; a < applications; a++) writeApplication(put, a, a % namespaces, overlays);
}

function groupOf(i) {
  const state = states[i % states.length];
  return `stores/${regions[(i % states.length) % regions.length]}/${state}/city-${Math.floor(i / states.length) % 30}`;
}

function cluster(name, path, i) {
  const tier = tiers[i % 4];
  return `apiVersion: resedge.dev/v1
kind: Cluster
metadata:
  name: ${name}
  labels:
    state: ${path.split('/')[2]}
    tier: ${tier}
spec:
  groups:
    - ${path}
  values:
    storeNumber: "s${i}"
  capacity:
    cpu: "8"
    memory: 32Gi
`;
}

function namespace(n) {
  const where = [
    '/g/stores',
    '/m/tier/gold or /m/tier/silver',
    '/g/stores/central',
    'not /m/tier/kiosk',
    '/g/stores/*/tx',
  ][n % 5];
  return document(
    'Namespace',
    `ns-${n}`,
    `  clusters: ${JSON.stringify(where)}\n  applications: ["*"]\n  quota:\n    cpu: 200m\n    memory: 512Mi\n  limits:\n    default: {cpu: 100m, memory: 128Mi}\n    defaultRequest: {cpu: 20m, memory: 32Mi}\n`,
  );
}

function writeApplication(put, a, n, overlays) {
  const name = `app-${a}`;
  put(
    `inventory/applications/${name}.yaml`,
    document('Application', name, `  namespace: ns-${n}\n  path: apps/${name}\n`),
  );
  put(
    `apps/${name}/base/kustomization.yaml`,
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - config.yaml\n  - deployment.yaml\n',
  );
  put(
    `apps/${name}/base/config.yaml`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  store: "store \${cluster_storeNumber}"\n`,
  );
  const template = `      labels: {app: ${name}}\n    spec:\n      containers:\n        - {name: ${name}, image: "${name}:1.0.0"}\n`;
  put(
    `apps/${name}/base/deployment.yaml`,
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    matchLabels: {app: ${name}}\n  template:\n    metadata:\n${template}`,
  );
  if (a >= overlays) return;
  put(
    `apps/${name}/overlays/1.0.${a}/kustomization.yaml`,
    `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nmetadata:\n  name: "1.0.${a}"\n  annotations:\n    resedge.dev/clusters: all\n    resedge.dev/ring: ring-${(a % 2) + 1}\nimages:\n  - name: ${name}\n    newTag: "1.0.${a}"\n`,
  );
}

function document(kind, name, spec) {
  return `apiVersion: resedge.dev/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${spec}`;
}
