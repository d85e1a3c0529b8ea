import type { EnginePart } from '../../../model/engine.ts';
import type { NamespaceVariant } from '../../../model/resolution.ts';
import { inNamespace } from '../../content/namespace-objects.ts';
import { type MadeObject, part } from '../../content/parts.ts';
import { marks } from './marks.ts';
import { fluxNamespace, serviceAccount } from './names.ts';

const file = 'access.yaml';

/**
 * The account that applications are applied as, beside their Kustomization, where Flux looks it up, and its rights in
 * the namespace; and one in the namespace with the same rights, for objects that applications bring for Flux to name. All
 * go only when the namespace may, or Flux could not clean up after the applications.
 */
export function accessParts(variant: NamespaceVariant): EnginePart[] {
  const { name, spec } = variant.namespace;
  if (variant.spec.access === 'cluster') return [];
  const annotations = spec.onRemove === 'delete' ? {} : { annotations: { ...marks.keep } };
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: serviceAccount(name), namespace: fluxNamespace, ...annotations },
  };
  const named = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: inNamespace, namespace: name, ...annotations },
  };
  const binding = adminBinding({ name: inNamespace, namespace: name, ...annotations }, name);
  return [account, named, binding].map((object) => part(variant, file, 'access', object));
}

function adminBinding(metadata: MadeObject['metadata'], namespace: string): MadeObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
    subjects: [
      { kind: 'ServiceAccount', name: serviceAccount(namespace), namespace: fluxNamespace },
      { kind: 'ServiceAccount', name: inNamespace, namespace },
    ],
  };
}
