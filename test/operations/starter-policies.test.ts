import { describe, expect, it } from 'vitest';
import { brokenBy, starterFiles, starterRules } from '../support/starter-rules.ts';

const rules = starterRules();

/** A container that meets all rules. */
const good = {
  name: 'web',
  image: 'ghcr.io/contoso/web:1.4.2',
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  readinessProbe: { httpGet: { path: '/readyz', port: 8080 } },
  livenessProbe: { httpGet: { path: '/healthz', port: 8080 } },
};

type Made = Readonly<Record<string, unknown>>;

/** An object of each kind that holds Pods, with this as the spec of the Pod. */
function around(pod: Made | null): Made[] {
  const template = { metadata: { labels: { app: 'web' } }, spec: pod };
  const kinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'];
  const object = (kind: string, spec: unknown) => ({ apiVersion: 'v1', kind, metadata: { name: 'web' }, spec });
  return [
    object('Pod', pod),
    ...kinds.map((kind) => object(kind, { template })),
    object('CronJob', { schedule: '0 4 * * *', jobTemplate: { spec: { template } } }),
  ];
}

/** The rules that a Pod breaks, wherever it is: the same ones for each kind that they look at. */
function broken(pod: Made): string[] {
  const found = new Set<string>();
  for (const object of around(pod)) {
    const names = brokenBy(object, rules);
    for (const name of names) found.add(name);
    const looking = [...found].filter((name) =>
      rules.some((rule) => rule.name === name && rule.kinds.includes(String(object['kind']))),
    );
    expect(names, String(object['kind'])).toEqual(looking);
  }
  return [...found];
}

/** A Pod whose only container is the good one with something changed. */
function podWith(changed: Made, more: Made = {}): Made {
  return { containers: [{ ...good, ...changed }], ...more };
}

describe('the starter set of policies', () => {
  it('has these rules, each with words that say what to write', () => {
    expect(rules.map(({ name, severity }) => `${name} ${severity}`)).toEqual([
      'allowed-registries/registry error',
      'no-latest-tag/pinned error',
      ...['containers', 'host-namespaces', 'host-path'].map((name) => `no-privileged/${name} error`),
      'pod-security/level error',
      'probes/readiness error',
      'probes/liveness warning',
      'resources-set/requests-and-limits error',
    ]);
    for (const { message } of rules) expect(message).toMatch(/\b(write|take|remove)\b/i);
  });

  it('has no place left to fill in', () => {
    for (const [path, text] of starterFiles()) expect(text, path).not.toMatch(/\{\{\w/);
  });

  it('has nothing against a Pod that meets it, nor against other objects', () => {
    expect(broken(podWith({}, { initContainers: [good] }))).toEqual([]);
    expect(brokenBy({ apiVersion: 'v1', kind: 'ConfigMap', data: { image: 'a:latest' } }, rules)).toEqual([]);
  });

  it('takes null for absent', () => {
    const nothing = {
      initContainers: null,
      ephemeralContainers: null,
      volumes: null,
      hostNetwork: null,
      hostPID: null,
    };
    const context = { privileged: null, allowPrivilegeEscalation: null, capabilities: { add: null } };
    expect(broken(podWith({ securityContext: context }, nothing))).toEqual([]);
    expect(broken(podWith({ securityContext: null }))).toEqual([]);
    expect(broken({ containers: null })).toEqual([]);
    for (const object of around(null)) expect(brokenBy(object, rules)).toEqual([]);
    expect(brokenBy({ kind: 'CronJob', spec: { jobTemplate: null } }, rules)).toEqual([]);
  });
});

describe('no-latest-tag', () => {
  const digest = `sha256:${'ab'.repeat(32)}`;
  it.each([
    'app:1',
    'ghcr.io/a/app:v1.2-rc.1_x',
    'host:5000/app:1',
    `app@${digest}`,
    `app:latest@${digest}`,
    'app:latest-1',
  ])('takes %s', (image) => {
    expect(broken(podWith({ image }))).not.toContain('no-latest-tag/pinned');
  });

  it.each([
    'app',
    'app:latest',
    'ghcr.io/a/app',
    'host:5000/app',
    'host:5000/app:latest',
    'host:5000/a/app',
    'app:',
    '',
  ])('refuses "%s", in containers of all sorts', (image) => {
    for (const list of ['containers', 'initContainers', 'ephemeralContainers'])
      expect(broken({ containers: [good], [list]: [{ ...good, image }] })).toContain('no-latest-tag/pinned');
  });
});

describe('allowed-registries', () => {
  it.each(['nginx:1', 'bitnami/redis:7', 'docker.io/nginx:1', 'quay.io/a/b:1', 'registry.k8s.io/pause:3.10'])(
    'takes %s',
    (image) => expect(broken(podWith({ image }))).toEqual([]),
  );

  it.each(['gcr.io/a/b:1', 'localhost:5000/b:1', 'ghcr.io.example.com/b:1'])('refuses %s', (image) => {
    expect(broken(podWith({ image }))).toEqual(['allowed-registries/registry']);
    expect(broken({ containers: [good], initContainers: [{ ...good, image }] })).toEqual([
      'allowed-registries/registry',
    ]);
  });

  it('takes others where they are named', () => {
    const own = starterRules(['registry.example.com/team']);
    const names = (image: string) => around(podWith({ image })).flatMap((object) => brokenBy(object, own));
    expect(names('registry.example.com/team/app:1')).toEqual([]);
    expect(new Set(names('registry.example.com/teams/app:1'))).toEqual(new Set(['allowed-registries/registry']));
    expect(new Set(names('nginx:1'))).toEqual(new Set(['allowed-registries/registry']));
    expect(own.find(({ name }) => name === 'allowed-registries/registry')?.message).toContain(
      'one of these: registry.example.com/team.',
    );
  });
});

describe('resources-set', () => {
  const { requests, limits } = good.resources;
  it.each([
    undefined,
    null,
    {},
    { requests },
    { limits },
    { requests: { cpu: '1' }, limits },
    { requests: { memory: '1Gi' }, limits },
    { requests: { cpu: null, memory: '1Gi' }, limits },
    { requests, limits: { cpu: '1' } },
    { requests: null, limits: null },
  ])('refuses %j', (resources) => {
    expect(broken(podWith({ resources }))).toEqual(['resources-set/requests-and-limits']);
    expect(broken({ containers: [good], initContainers: [{ ...good, resources }] })).toEqual([
      'resources-set/requests-and-limits',
    ]);
  });

  it('takes numbers, limits of CPU, and containers for debugging, which have none', () => {
    expect(
      broken(podWith({ resources: { requests: { cpu: 1, memory: 64 }, limits: { cpu: 2, memory: 64 } } })),
    ).toEqual([]);
    const debug = { name: 'debug', image: good.image };
    expect(broken({ containers: [good], ephemeralContainers: [debug] })).toEqual([]);
  });
});

describe('no-privileged', () => {
  it.each([
    { privileged: true },
    { allowPrivilegeEscalation: true },
    { capabilities: { add: ['NET_ADMIN'] } },
    { capabilities: { add: ['NET_BIND_SERVICE', 'ALL'] } },
  ])('refuses a container with %j', (securityContext) => {
    for (const list of ['containers', 'initContainers', 'ephemeralContainers'])
      expect(broken({ containers: [good], [list]: [{ ...good, securityContext }] })).toEqual([
        'no-privileged/containers',
      ]);
  });

  it('takes a container that gives rights away', () => {
    const capabilities = { drop: ['ALL'], add: ['NET_BIND_SERVICE'] };
    const securityContext = { privileged: false, allowPrivilegeEscalation: false, capabilities };
    expect(broken(podWith({ securityContext }))).toEqual([]);
  });

  it.each(['hostNetwork', 'hostPID', 'hostIPC'])('refuses a Pod with %s', (field) => {
    expect(broken(podWith({}, { [field]: true }))).toEqual(['no-privileged/host-namespaces']);
    expect(broken(podWith({}, { [field]: false }))).toEqual([]);
  });

  it('refuses a folder of the node, and takes other volumes', () => {
    const claim = { name: 'data', persistentVolumeClaim: { claimName: 'data' } };
    expect(broken(podWith({}, { volumes: [claim, { name: 'a', hostPath: { path: '/' } }] }))).toEqual([
      'no-privileged/host-path',
    ]);
    expect(broken(podWith({}, { volumes: [claim, { name: 'a', emptyDir: {}, hostPath: null }] }))).toEqual([]);
  });
});

describe('probes', () => {
  const goesOn = ['Deployment', 'StatefulSet', 'DaemonSet'];

  it.each([
    ['readinessProbe', 'probes/readiness'],
    ['livenessProbe', 'probes/liveness'],
  ])('wants a %s of every container that goes on', (probe, rule) => {
    for (const value of [undefined, null]) {
      for (const object of around({ containers: [good, { ...good, [probe]: value }] }))
        expect(brokenBy(object, rules)).toEqual(goesOn.includes(String(object['kind'])) ? [rule] : []);
    }
  });

  it('wants none of containers that come to an end', () => {
    const { readinessProbe, livenessProbe, ...init } = good;
    expect(broken({ containers: [good], initContainers: [init] })).toEqual([]);
  });
});

describe('pod-security', () => {
  const namespace = (level: unknown) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'web', labels: { 'pod-security.kubernetes.io/enforce': level, team: 'web' } },
  });

  it('takes the three levels, and namespaces without one', () => {
    for (const level of ['privileged', 'baseline', 'restricted']) expect(brokenBy(namespace(level), rules)).toEqual([]);
    expect(brokenBy({ kind: 'Namespace', metadata: { name: 'web', labels: null } }, rules)).toEqual([]);
  });

  it.each(['restrict', 'Baseline', ''])('refuses "%s"', (level) => {
    expect(brokenBy(namespace(level), rules)).toEqual(['pod-security/level']);
  });
});
