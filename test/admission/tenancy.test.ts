import { describe, expect, it } from 'vitest';
import { checkScope } from '../../src/admission/check-scope.ts';
import { base, type Files, objects } from '../support/fleet.ts';
import { findingsOf } from './support.ts';

const fleet: Files = {
  ...objects(`
    Cluster a: {values: {target: shop}}
    Cluster b: {values: {target: kube-system}}
    Namespace shop: {clusters: all, applications: [till, lane]}
    Namespace platform: {clusters: all, access: cluster, applications: [operator]}
    Application till: {path: apps/till, namespace: shop}
    Application lane: {path: apps/lane, namespace: shop}
    Application operator: {path: apps/operator, namespace: platform}
  `),
  ...base('apps/till'),
  ...base('apps/lane', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: lane}\n'),
  ...base('apps/operator'),
};

function object(apiVersion: string, kind: string, rest: string, namespace = 'shop'): string {
  const home = namespace === '' ? '' : `, namespace: ${namespace}`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x${home}}\n${rest}\n`;
}

/** What is said of an object of till: the severity and the reason, and on how many clusters if not on both. */
function said(till: string, more: Files = {}): string[] {
  return findingsOf(checkScope, fleet, { till, ...more }).map(({ severity, rule, message }) => {
    const [, about, clusters, why] = /^\S+ of \S+ \S+ (.*?) on (.*?\)|cluster \w+): (.*)$/.exec(message) ?? [];
    return `${severity ?? rule.severity}: ${about}${clusters === '2 clusters (a, b)' ? '' : ` on ${clusters}`}: ${why}`;
  });
}

describe('what the role admin may not write', () => {
  it.each([
    ['v1', 'ResourceQuota', 'resourcequotas'],
    ['v1', 'LimitRange', 'limitranges'],
    ['v1', 'Endpoints', 'endpoints'],
    ['discovery.k8s.io/v1', 'EndpointSlice', 'endpointslices'],
    ['apps/v1', 'ControllerRevision', 'controllerrevisions'],
    ['storage.k8s.io/v1', 'CSIStorageCapacity', 'csistoragecapacities'],
  ])('%s %s', (apiVersion, kind, resource) => {
    expect(said(object(apiVersion, kind, 'spec: {}'))).toEqual([
      `error: cannot be applied: application till is applied with the role admin, which may not write ${resource}`,
    ]);
    expect(said('', { operator: object(apiVersion, kind, 'spec: {}', 'platform') })).toEqual([]);
  });

  it.each([
    ['v1', 'Pod'],
    ['v1', 'PersistentVolumeClaim'],
    ['apps/v1', 'StatefulSet'],
    ['batch/v1', 'CronJob'],
    ['networking.k8s.io/v1', 'Ingress'],
    ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['policy/v1', 'PodDisruptionBudget'],
    ['coordination.k8s.io/v1', 'Lease'],
    ['source.toolkit.fluxcd.io/v1', 'GitRepository'],
  ])('it may write %s %s', (apiVersion, kind) => {
    expect(said(object(apiVersion, kind, 'spec: {}'))).toEqual([]);
  });

  it('is a note for custom resources, once for a kind, unless the fleet adds it to the role', () => {
    const widget = object('example.com/v1', 'ResourceQuota', 'spec: {}');
    expect(said(widget, { lane: widget })).toEqual([
      'info: may be refused: applications are applied with the role admin, which may write resourcequotas.example.com only where that was added to it',
    ]);
    const added = (verbs: string) =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: w, labels: {rbac.authorization.k8s.io/aggregate-to-edit: "true"}}\nrules: [{apiGroups: [example.com], resources: ["*"], verbs: [${verbs}]}]\n`;
    expect(said(widget, { operator: added('"*"') })).toEqual([]);
    expect(said(widget, { operator: added('get, list') })).toHaveLength(1);
  });
});

const role = (rules: string) => object('rbac.authorization.k8s.io/v1', 'Role', `rules: [${rules}]`);
const binding = (kind: string, name: string) =>
  object(
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    `roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: ${name}}`,
  );

describe('rights that are handed out', () => {
  it.each([
    ['{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}', '* *.*'],
    ['{apiGroups: [""], resources: [pods], verbs: ["*"]}', '* pods'],
    ['{apiGroups: [""], resources: ["*"], verbs: [get]}', 'get *'],
    ['{apiGroups: [""], resources: [pods, nodes], verbs: [get]}', 'get nodes'],
    ['{apiGroups: [""], resources: [pods/ephemeralcontainers], verbs: [patch]}', 'patch pods/ephemeralcontainers'],
    [
      '{apiGroups: [""], resources: [resourcequotas], resourceNames: [mine], verbs: [update]}',
      'update resourcequotas mine',
    ],
    [
      '{apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [escalate, bind]}',
      'escalate roles.rbac.authorization.k8s.io, bind roles.rbac.authorization.k8s.io',
    ],
    ['{nonResourceURLs: [/metrics], verbs: [get]}', 'get /metrics'],
  ])('are refused in a Role: %s', (rule, right) => {
    expect(said(role(rule))).toEqual([
      `error: cannot be applied: it gives rights that the role admin has not, which it is applied with: ${right}`,
    ]);
  });

  it.each(
    [
      '{apiGroups: [apps, extensions], resources: [deployments], verbs: [get, list, watch, create, delete]}',
      '{apiGroups: [""], resources: [secrets], resourceNames: [mine], verbs: [get]}',
      '{apiGroups: [""], resources: [pods/exec], verbs: [create]}',
      '{apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, update]}',
      '{apiGroups: [""], resources: [endpoints, resourcequotas], verbs: [get, watch]}',
    ].filter((rule) => !rule.includes('["", apps]')),
  )('are fine in a Role: %s', (rule) => {
    expect(said(role(rule))).toEqual([]);
  });

  it('are looked at one by one: a group with a resource that it does not have counts, too', () => {
    expect(said(role('{apiGroups: ["", apps], resources: [deployments], verbs: [get]}'))).toEqual([
      expect.stringMatching(/: get deployments$/),
    ]);
  });

  it('on custom resources are a note', () => {
    expect(said(role('{apiGroups: [cert-manager.io], resources: [certificates], verbs: ["*"]}'))).toEqual([
      'info: may be refused: it gives rights on custom resources (* certificates.cert-manager.io), which the role admin has only where somebody added them',
    ]);
  });

  it.each(['admin', 'edit', 'view'])('are fine in a binding to %s', (name) => {
    expect(said(binding('ClusterRole', name))).toEqual([]);
  });

  it('are refused in a binding to more', () => {
    expect(said(binding('ClusterRole', 'cluster-admin'))).toEqual([
      'error: cannot be applied: ClusterRole/cluster-admin gives rights that the role admin has not, which it is applied with: * *.*, * *',
    ]);
  });

  it('are told of a ClusterRole by what the fleet brings', () => {
    const clusterRole = (rules: string) =>
      role(rules).replace('kind: Role', 'kind: ClusterRole').replace(', namespace: shop', '');
    const nodes = clusterRole('{apiGroups: [""], resources: [nodes], verbs: [get]}');
    const pods = clusterRole('{apiGroups: [""], resources: [pods], verbs: [get]}');
    expect(said(binding('ClusterRole', 'x'), { operator: nodes })).toHaveLength(1);
    expect(said(binding('ClusterRole', 'x'), { operator: pods })).toEqual([]);
    expect(said(binding('ClusterRole', 'x'))).toEqual([
      'info: may be refused: what ClusterRole/x gives is not known here, and with more rights than admin has it cannot be bound',
    ]);
    expect(said(binding('Role', 'x'), { lane: role('{apiGroups: [""], resources: [pods], verbs: [get]}') })).toEqual(
      [],
    );
    expect(said(binding('Role', 'x'))).toHaveLength(1);
  });
});

describe('what Flux does for an object', () => {
  const kustomization = (spec: string) => object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', `spec: {${spec}}`);
  const release = (spec: string) => object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', `spec: {${spec}}`);

  it('it does with all rights, unless an account is named', () => {
    const problem =
      'error: reaches out of its namespace: it names no service account, so Flux does what it says with all rights in all namespaces';
    expect(said(kustomization('path: ./'))).toEqual([problem]);
    expect(said(release('interval: 1h'))).toEqual([problem]);
    expect(said(object('fluxcd.controlplane.io/v1', 'ResourceSet', 'spec: {}'))).toContain(problem);
    expect(said(kustomization('serviceAccountName: ""'))).toEqual([problem]);
  });

  it('is fine as an account of the namespace', () => {
    expect(said(kustomization('serviceAccountName: resedge, sourceRef: {kind: GitRepository, name: x}'))).toEqual([]);
    expect(said(release('serviceAccountName: default, targetNamespace: shop, storageNamespace: shop'))).toEqual([]);
    const mine = object('v1', 'ServiceAccount', '');
    expect(said(release('serviceAccountName: x'), { lane: mine })).toEqual([]);
    expect(said(release('serviceAccountName: x'))).toEqual([
      'error: reaches out of its namespace: there is no ServiceAccount x in namespace shop',
    ]);
  });

  it.each([
    ['targetNamespace: kube-system', 'spec.targetNamespace is kube-system'],
    ['sourceRef: {kind: GitRepository, name: x, namespace: flux-system}', 'spec.sourceRef.namespace is flux-system'],
    ['dependsOn: [{name: a}, {name: b, namespace: other}]', 'spec.dependsOn[1].namespace is other'],
    ['kubeConfig: {secretRef: {name: x}}', 'spec.kubeConfig leads to another cluster'],
  ])('stays in the namespace, so a Kustomization is refused with %s', (spec, why) => {
    expect(said(kustomization(`serviceAccountName: resedge, ${spec}`))).toEqual([
      expect.stringContaining(`its ${why}`),
    ]);
  });

  it.each([
    'storageNamespace: other',
    'chartRef: {kind: OCIRepository, name: c, namespace: flux-system}',
    'chart: {spec: {chart: c, sourceRef: {kind: HelmRepository, name: c, namespace: flux-system}}}',
  ])('stays in the namespace, so a HelmRelease is refused with %s', (spec) => {
    expect(said(release(`serviceAccountName: resedge, ${spec}`))).toHaveLength(1);
  });

  it('is a matter of the cluster where a variable says it', () => {
    expect(said(kustomization('serviceAccountName: resedge, targetNamespace: "${cluster_target}"'))).toEqual([
      expect.stringContaining('reaches out of its namespace on cluster b: its spec.targetNamespace is kube-system'),
    ]);
  });

  it('is a matter of the group: others have kinds of that name', () => {
    expect(said(object('example.com/v1', 'HelmRelease', 'spec: {}'))).toEqual([expect.stringMatching(/^info: /)]);
  });
});
