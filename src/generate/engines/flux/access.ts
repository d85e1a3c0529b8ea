import type { EnginePart } from '../../../model/engine.ts';
import type { Inventory } from '../../../model/inventory.ts';
import type { NamespaceVariant } from '../../../model/resolution.ts';
import { inNamespace } from '../../content/namespace-objects.ts';
import { type MadeObject, part } from '../../content/parts.ts';
import { cleanersIn } from './former-applications.ts';
import { marks } from './marks.ts';
import { fluxNamespace, serviceAccount } from './names.ts';

const file = 'access.yaml';

/** Who may apply and clean up in a namespace. */
export function accessParts(variant: NamespaceVariant, inventory: Inventory): EnginePart[] {
  return [...accountParts(variant), ...cleanUpParts(variant, inventory)];
}

/**
 * The account that applications are applied as, beside their Kustomization, where Flux looks it up, and its rights in
 * the namespace. Both go only when the namespace may, or Flux could not clean up after the applications.
 */
function accountParts(variant: NamespaceVariant): EnginePart[] {
  const { name, spec } = variant.namespace;
  if (variant.spec.access === 'cluster') return [];
  const annotations = spec.onRemove === 'delete' ? {} : { annotations: { ...marks.keep } };
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: serviceAccount(name), namespace: fluxNamespace, ...annotations },
  };
  const binding = adminBinding({ name: inNamespace, namespace: name, ...annotations }, name);
  return [part(variant, file, 'access', account), part(variant, file, 'access', binding)];
}

/**
 * The rights of the applications that moved to another namespace: Flux takes away what they left here as the account of
 * that one, once the namespace says that they were here. Unlike its neighbours it goes with the last of them.
 */
function cleanUpParts(variant: NamespaceVariant, inventory: Inventory): EnginePart[] {
  const here = variant.namespace.name;
  return cleanersIn(variant.namespace, inventory).map(({ namespace: home, application }) => {
    const reason = `${application.name} was in ${here} before: as ${home.name} Flux takes away what it left`;
    const binding = adminBinding({ name: serviceAccount(home.name), namespace: here }, home.name);
    return part(variant, file, 'formerApplications', binding, reason);
  });
}

function adminBinding(metadata: MadeObject['metadata'], namespace: string): MadeObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccount(namespace), namespace: fluxNamespace }],
  };
}
