/** Kinds of Kubernetes by what kubectl calls them besides, the plural first. */
const words: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: ['configmaps', 'cm'],
  CronJob: ['cronjobs', 'cj'],
  CustomResourceDefinition: ['customresourcedefinitions', 'crd', 'crds'],
  DaemonSet: ['daemonsets', 'ds'],
  Deployment: ['deployments', 'deploy'],
  EndpointSlice: ['endpointslices'],
  Endpoints: ['ep'],
  HorizontalPodAutoscaler: ['horizontalpodautoscalers', 'hpa'],
  Ingress: ['ingresses', 'ing'],
  IngressClass: ['ingressclasses'],
  Job: ['jobs'],
  LimitRange: ['limitranges', 'limits'],
  Namespace: ['namespaces', 'ns'],
  NetworkPolicy: ['networkpolicies', 'netpol'],
  PersistentVolume: ['persistentvolumes', 'pv'],
  PersistentVolumeClaim: ['persistentvolumeclaims', 'pvc'],
  Pod: ['pods', 'po'],
  PodDisruptionBudget: ['poddisruptionbudgets', 'pdb'],
  PriorityClass: ['priorityclasses', 'pc'],
  ReplicaSet: ['replicasets', 'rs'],
  ReplicationController: ['replicationcontrollers', 'rc'],
  ResourceQuota: ['resourcequotas', 'quota'],
  Role: ['roles'],
  RoleBinding: ['rolebindings'],
  ClusterRole: ['clusterroles'],
  ClusterRoleBinding: ['clusterrolebindings'],
  Secret: ['secrets'],
  Service: ['services', 'svc'],
  ServiceAccount: ['serviceaccounts', 'sa'],
  StatefulSet: ['statefulsets', 'sts'],
  StorageClass: ['storageclasses', 'sc'],
};

const kinds = new Map(
  Object.entries(words).flatMap(([kind, others]) => [kind.toLowerCase(), ...others].map((word) => [word, kind])),
);

/** The kind that a word means as kubectl reads it, `sts` or `statefulsets` for StatefulSet; any other word as it is. */
export function kubernetesKind(word: string): string {
  return kinds.get(word.toLowerCase()) ?? word;
}
