/** For each kind: an object that uses every field, and objects that are refused, each for one field of its spec or metadata. */
export interface KindExample {
  readonly kind: string;
  readonly name: string;
  readonly spec: Readonly<Record<string, unknown>>;
  /** The least that it can be. */
  readonly least?: Readonly<Record<string, unknown>>;
  /** Changes of the full one, each with the field that the finding names. */
  readonly refused: readonly (readonly [field: string, change: Readonly<Record<string, unknown>>])[];
}

const common = { description: 'What it is.', owners: ['@contoso/pos'] };
const windows = [{ schedule: '0 2 * * 1-5', duration: '3h' }];
const freezes = [{ from: '2026-11-26', to: '2026-11-30', reason: 'Thanksgiving week' }];
const limits = {
  default: { cpu: '500m', memory: '512Mi' },
  defaultRequest: { cpu: '100m', memory: '128Mi' },
  max: { cpu: '1', memory: '1Gi' },
  min: { cpu: 0.01, memory: '8Mi' },
};
const amounts = { cpu: '8', memory: '32Gi', storage: '1.5Ti', pods: 110 };

export const kindExamples: readonly KindExample[] = [
  {
    kind: 'Fleet',
    name: 'contoso',
    least: { git: { url: 'ssh://git@git.example.com/contoso/fleet.git' } },
    spec: {
      ...common,
      git: { url: 'https://git.example.com/contoso/fleet.git', branch: 'main', secret: 'fleet-git' },
      delivery: {
        engine: 'flux',
        source: 'oci',
        registry: 'oci://registry.example.com/contoso',
        secret: 'fleet-pull',
        decryption: { provider: 'sops', secret: 'sops-age' },
      },
      values: { company: 'contoso', tills: 3, share: 0.5, open: true },
      valuesSchema: { required: ['storeNumber'] },
      capacity: { overcommit: { cpu: 1.5, memory: 1, storage: 1, pods: 2 } },
      timeZone: 'America/Chicago',
      windows,
      freezes,
      guards: { maxClustersLosing: '10%', maxClustersChanged: 500, protected: '/m/tier/gold' },
      allowRemoteBases: false,
      layout: { clusters: 'clusters/{hash}/{name}', former: ['clusters/{name}'] },
    },
    refused: [
      ['spec.git', { git: undefined }],
      ['spec.git.url', { git: { url: 'git@git.example.com:contoso/fleet.git' } }],
      ['spec.delivery.source', { delivery: { source: 'svn' } }],
      ['spec.guards.maxClustersLosing', { guards: { maxClustersLosing: '110%' } }],
      ['spec.guards.maxClustersChanged', { guards: { maxClustersChanged: -1 } }],
      ['spec.layout.clusters', { layout: { clusters: 'elsewhere/{name}' } }],
      ['spec.capacity.overcommit.cpu', { capacity: { overcommit: { cpu: 0 } } }],
    ],
  },
  {
    kind: 'Group',
    name: 'stores/central/la',
    least: {},
    spec: {
      ...common,
      clusters: '/m/state/la',
      values: { region: 'central' },
      timeZone: 'America/Chicago',
      windows,
      freezes,
    },
    refused: [
      ['spec.clusters', { clusters: '' }],
      ['spec.values.region', { values: { region: null } }],
      ['spec.windows[0].duration', { windows: [{ schedule: '0 2 * * *' }] }],
      ['spec.freezes[0].from', { freezes: [{ from: '26.11.2026', to: '2026-11-30' }] }],
    ],
  },
  {
    kind: 'Cluster',
    name: 'central-la-nola-2301',
    least: {},
    spec: {
      ...common,
      groups: ['stores/central/la/nola', 'lab'],
      timeZone: 'America/Chicago',
      windows: [],
      freezes,
      values: { storeNumber: '2301' },
      capacity: amounts,
      reserved: { cpu: '1', memory: '2Gi' },
      hold: { reason: 'flood in the basement', until: '2026-12-01' },
      state: 'active',
      connectivity: 'intermittent',
      formerNames: ['nola-1'],
    },
    refused: [
      ['spec.groups[0]', { groups: ['Stores'] }],
      ['spec.hold.reason', { hold: { until: '2026-12-01' } }],
      ['spec.capacity.cpu', { capacity: { cpu: '8 cores' } }],
      ['spec.capacity.gpu', { capacity: { gpu: 1 } }],
      ['spec.state', { state: 'Active' }],
      ['spec.formerNames[0]', { formerNames: [1] }],
    ],
  },
  {
    kind: 'Application',
    name: 'imdb',
    least: { path: 'apps/imdb' },
    spec: {
      ...common,
      namespace: 'imdb',
      requests: 'retail',
      path: 'apps/imdb',
      dependsOn: ['redis'],
      values: { title: 'IMDb' },
      setNamespace: true,
      substitute: false,
    },
    refused: [
      ['spec.path', { path: undefined }],
      ['spec.namespace', { namespace: 'n'.repeat(51) }],
      ['spec.setNamespace', { setNamespace: 'yes' }],
      ['spec.dependsOn', { dependsOn: 'redis' }],
    ],
  },
  {
    kind: 'Namespace',
    name: 'imdb',
    least: { clusters: 'all' },
    spec: {
      ...common,
      proposed: false,
      clusters: '/g/stores and not /m/tier/kiosk',
      applications: ['imdb', '*'],
      rejected: [{ application: 'casino', reason: 'not on store clusters' }],
      access: 'namespace',
      onRemove: 'keep',
      quota: amounts,
      limits,
      network: 'isolated',
      policies: ['no-latest-tag'],
      dependsOn: ['ingress'],
      values: { a: 1 },
      windows,
      overrides: [
        {
          name: 'small',
          clusters: '/m/tier/bronze',
          quota: { cpu: '1' },
          limits,
          network: 'open',
          policies: [],
          values: { a: 2 },
          windows: [],
        },
      ],
    },
    refused: [
      ['spec.clusters', { clusters: undefined }],
      ['spec.applications[0]', { applications: ['IMDb'] }],
      ['spec.rejected[0].reason', { rejected: [{ application: 'casino' }] }],
      ['spec.limits.maximum', { limits: { maximum: {} } }],
      ['spec.overrides[0].name', { overrides: [{ name: 'base', clusters: 'all' }] }],
      ['spec.overrides[0].access', { overrides: [{ name: 'a', clusters: 'all', access: 'cluster' }] }],
    ],
  },
  {
    kind: 'Policy',
    name: 'no-latest-tag',
    least: {},
    spec: {
      ...common,
      path: 'policies/pod-security',
      substitute: true,
      rules: [
        {
          name: 'pinned',
          match: { kinds: ['Deployment'], namespaces: ['imdb'], names: ['web'] },
          assert: { properties: {} },
          message: 'Name a tag.',
          severity: 'error',
        },
      ],
    },
    refused: [
      ['spec.rules[0].assert', { rules: [{ name: 'a' }] }],
      ['spec.rules[0].severity', { rules: [{ name: 'a', assert: {}, severity: 'fatal' }] }],
    ],
  },
  {
    kind: 'Ring',
    name: 'canary',
    least: { order: 0 },
    spec: { ...common, order: 1, clusters: '/g/stores', percent: 2.5, soak: '1d12h', minReady: '99.5%' },
    refused: [
      ['spec.order', { order: -1 }],
      ['spec.percent', { percent: 100.5 }],
      ['spec.soak', { soak: 'P1D' }],
      ['spec.minReady', { minReady: '95' }],
    ],
  },
  {
    kind: 'Expectation',
    name: 'pos-everywhere',
    least: { application: 'pos' },
    spec: {
      ...common,
      application: 'pos',
      on: '/g/stores',
      notOn: '/m/tier/kiosk',
      variant: '1.0.1',
      count: { min: 100, max: 200 },
    },
    refused: [
      ['spec.application', { application: undefined }],
      ['spec.count.min', { count: { min: 1.5 } }],
    ],
  },
];
