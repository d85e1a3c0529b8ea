import type { RoleRule } from './rights.ts';

const reads = ['get', 'list', 'watch'];
const writes = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/**
 * What the ClusterRole `admin` of Kubernetes holds where nothing has been added to it, by API group: that which it may
 * read and write, and that which it may read alone.
 */
const resources: Readonly<Record<string, { readonly all: string; readonly read?: string }>> = {
  '': {
    all: 'pods pods/attach pods/exec pods/portforward pods/proxy configmaps persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy events',
    read: 'bindings endpoints limitranges namespaces namespaces/status persistentvolumeclaims/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status services/status',
  },
  apps: {
    all: 'daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale',
    read: 'controllerrevisions daemonsets/status deployments/status replicasets/status statefulsets/status',
  },
  autoscaling: { all: 'horizontalpodautoscalers', read: 'horizontalpodautoscalers/status' },
  batch: { all: 'cronjobs jobs', read: 'cronjobs/status jobs/status' },
  'coordination.k8s.io': { all: 'leases' },
  'discovery.k8s.io': { all: '', read: 'endpointslices' },
  extensions: {
    all: 'daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets replicasets/scale replicationcontrollers/scale',
    read: 'daemonsets/status deployments/status ingresses/status replicasets/status',
  },
  'networking.k8s.io': { all: 'ingresses networkpolicies', read: 'ingresses/status' },
  policy: { all: 'poddisruptionbudgets', read: 'poddisruptionbudgets/status' },
  'rbac.authorization.k8s.io': { all: 'roles rolebindings' },
  'resource.k8s.io': { all: 'resourceclaims resourceclaimtemplates', read: 'resourceclaims/status' },
};

/** Verbs of their own kind. */
const special: readonly RoleRule[] = [
  rule('', 'serviceaccounts', ['impersonate']),
  rule('', 'serviceaccounts/token pods/eviction', ['create']),
  rule('authorization.k8s.io', 'localsubjectaccessreviews', ['create']),
];

/** The rules of the ClusterRole `admin`, as an API server makes it. */
export const adminRules: readonly RoleRule[] = [
  ...Object.entries(resources).flatMap(([group, { all, read = '' }]) => [
    rule(group, all, [...reads, ...writes]),
    rule(group, read, reads),
  ]),
  ...special,
];

/** Other groups that Kubernetes has itself. What is in no such group is a custom resource. */
const others: readonly string[] = [
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'certificates.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'node.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
];

const groups = new Set([...Object.keys(resources), ...special.flatMap(({ apiGroups }) => apiGroups), ...others]);

/** Whether an API group is one of Kubernetes itself, so that what `admin` may do in it is known. */
export function isKubernetesGroup(group: string): boolean {
  return groups.has(group);
}

function rule(group: string, names: string, verbs: readonly string[]): RoleRule {
  const list = names.split(' ').filter((name) => name !== '');
  return { apiGroups: [group], resources: list, verbs, resourceNames: [], nonResourceURLs: [] };
}
