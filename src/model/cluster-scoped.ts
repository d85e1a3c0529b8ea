/** Kinds of Kubernetes that are in no namespace, by their API group; `kubectl api-resources --namespaced=false`. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  '': ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'authentication.k8s.io': ['SelfSubjectReview', 'TokenReview'],
  'authorization.k8s.io': ['SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'internal.apiserver.k8s.io': ['StorageVersion'],
  'networking.k8s.io': ['IPAddress', 'IngressClass', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  policy: ['PodSecurityPolicy'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io': ['DeviceClass', 'DeviceTaintRule', 'ResourceSlice'],
  'scheduling.k8s.io': ['PriorityClass'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
  'storagemigration.k8s.io': ['StorageVersionMigration'],
};

const known = new Set(Object.entries(kinds).flatMap(([group, list]) => list.map((kind) => kindKey(group, kind))));

/** Whether Kubernetes itself has this kind for the cluster as a whole. Of custom resources nothing is known here. */
export function isClusterScoped(apiVersion: string, kind: string): boolean {
  return known.has(kindKey(groupOf(apiVersion), kind));
}

/** Groups of Kubernetes all of whose kinds are in namespaces; of the others that have such kinds, `kinds` names the rest. */
const namespacedGroups: readonly string[] = [
  'apps',
  'autoscaling',
  'batch',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'extensions',
];

/** Whether Kubernetes itself has this kind in namespaces. Of custom resources nothing is known here. */
export function isNamespaced(apiVersion: string, kind: string): boolean {
  const group = groupOf(apiVersion);
  return (namespacedGroups.includes(group) || Object.hasOwn(kinds, group)) && !isClusterScoped(apiVersion, kind);
}

/** Whether an object is a Namespace of Kubernetes itself; others have kinds of that name, too. */
export function isNamespace({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): boolean {
  return kind === 'Namespace' && apiVersion === 'v1';
}

/** The API group of `apps/v1`; empty for `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** One key for a kind of a group, whatever its version. */
export function kindKey(group: string, kind: string): string {
  return `${group}/${kind}`;
}
