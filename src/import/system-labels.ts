const domains = [
  'kubernetes.io',
  'k8s.io',
  'x-k8s.io',
  'cattle.io',
  'argoproj.io',
  'open-cluster-management.io',
  'openshift.io',
  'velero.io',
  'helm.sh',
];

/** Whether a label is one that a system keeps for itself, by the domain in its key. */
export function isSystemLabel(key: string): boolean {
  const domain = key.split('/').slice(0, -1).join('/');
  return domains.some((known) => domain === known || domain.endsWith(`.${known}`));
}
