import type { ManifestObject } from '../model/kustomize.ts';
import type { NamespaceVariant } from '../model/resolution.ts';

/** An object that a namespace is made of, at the field that asks for it. */
export interface NamespacePart extends ManifestObject {
  readonly field: string;
}

/** What resedge makes for a variant of a namespace, before policies are put on; `value` holds labels alone. */
export function namespaceParts({ namespace: { name, source, object }, spec }: NamespaceVariant): NamespacePart[] {
  const part = (apiVersion: string, kind: string, field: string, own = 'resedge', namespace = name) => {
    return { apiVersion, kind, name: own, namespace, field, place: { ...source, path: ['spec', field] }, value: {} };
  };
  return [
    {
      ...part('v1', 'Namespace', 'clusters', name, ''),
      value: { metadata: { name, labels: object.metadata.labels } },
    },
    ...(spec.access === 'cluster'
      ? []
      : [
          part('v1', 'ServiceAccount', 'access', `resedge-${name}`, 'flux-system'),
          part('rbac.authorization.k8s.io/v1', 'RoleBinding', 'access'),
        ]),
    ...(spec.quota ? [part('v1', 'ResourceQuota', 'quota')] : []),
    ...(spec.limits ? [part('v1', 'LimitRange', 'limits')] : []),
    ...((spec.network ?? 'open') === 'open' ? [] : [part('networking.k8s.io/v1', 'NetworkPolicy', 'network')]),
  ];
}
