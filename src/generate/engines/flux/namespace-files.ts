import type { Inventory, Item } from '../../../model/inventory.ts';
import type { Namespace } from '../../../model/kinds.ts';
import type { NamespaceSpec, NamespaceVariant } from '../../../model/resolution.ts';
import { cleanersIn } from '../../../resolve/former-applications.ts';
import { relativeFolder, sharedFolder } from '../../layout.ts';
import { annotationsTransformer, namespaceTransformer } from './kustomize.ts';
import { fluxNamespace, inNamespace, keep, labels, serviceAccount } from './names.ts';

/** The folder of a variant, counted from the fleet root. */
export function namespaceFolder(variant: NamespaceVariant): string {
  return `${sharedFolder}/namespaces/${variant.namespace.name}/${variant.name}`;
}

/** The folder of a policy whose manifests are delivered with variables left alone. */
export function policyFolder(policy: string): string {
  return `${sharedFolder}/policies/${policy}`;
}

/** What a namespace is on a cluster: a file name for each part, and a kustomization that names them and its policies. */
export function namespaceFiles(variant: NamespaceVariant, inventory: Inventory): Map<string, readonly object[]> {
  const { namespace, spec } = variant;
  const parts = new Map<string, readonly object[]>([['namespace.yaml', [namespaceObject(namespace)]]]);
  const access = [
    ...(spec.access === 'cluster' ? [] : accessObjects(namespace)),
    ...cleanersIn(namespace, inventory).map((cleaner) => cleanUpBinding(namespace.name, cleaner.namespace.name)),
  ];
  if (access.length > 0) parts.set('access.yaml', access);
  if (spec.quota) parts.set('quota.yaml', [resourceQuota(namespace, spec.quota)]);
  if (spec.limits) parts.set('limits.yaml', [limitRange(namespace, spec.limits)]);
  const policy = networkPolicy(namespace, spec.network ?? 'open');
  if (policy) parts.set('network.yaml', [policy]);
  const { resources, components } = policyFolders(variant, inventory);
  const kept =
    spec.onRemove === 'delete'
      ? ['CustomResourceDefinition']
      : ['CustomResourceDefinition', 'Namespace', 'PersistentVolumeClaim'];
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...[...parts.keys()].sort(), ...resources],
    ...(components.length === 0 ? {} : { components }),
    labels: [{ pairs: { [labels.namespace]: namespace.name } }],
    ...(resources.length + components.length === 0
      ? {}
      : { transformers: [namespaceTransformer(namespace.name), annotationsTransformer(keep, kept)] }),
  };
  return new Map<string, readonly object[]>([['kustomization.yaml', [kustomization]], ...parts]);
}

/**
 * The folders of its policies, from its own folder. Components are put on after all resources are there, so they see the
 * parts of the namespace, and before labels and transformers, which see what they bring.
 */
function policyFolders(variant: NamespaceVariant, inventory: Inventory) {
  const folders: { readonly resources: string[]; readonly components: string[] } = { resources: [], components: [] };
  for (const { name, object } of inventory.policies) {
    const path = object.spec?.path;
    if (path === undefined || !variant.spec.policies?.includes(name)) continue;
    const isComponent = inventory.manifests.kustomization(path)?.kind === 'Component';
    const folder = object.spec?.substitute === false && !isComponent ? policyFolder(name) : path;
    folders[isComponent ? 'components' : 'resources'].push(relativeFolder(namespaceFolder(variant), folder));
  }
  return folders;
}

/** A policy with `substitute: false`: Flux leaves objects with this annotation alone. */
export function policyFiles(policy: string, path: string): Map<string, readonly object[]> {
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [relativeFolder(policyFolder(policy), path)],
    transformers: [annotationsTransformer({ 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' })],
  };
  return new Map([['kustomization.yaml', [kustomization]]]);
}

function namespaceObject({ name, object: { metadata, spec } }: Item<Namespace>): object {
  const annotations = {
    ...(spec.onRemove === 'delete' ? {} : keep),
    ...(spec.owners && spec.owners.length > 0 ? { 'resedge.dev/owners': spec.owners.join(', ') } : {}),
  };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      ...(metadata.labels ? { labels: metadata.labels } : {}),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
  };
}

/**
 * The account that applications are applied as, beside their Kustomization, where Flux looks it up, and its rights in
 * the namespace. Both go only when the namespace may, or Flux could not clean up after the applications.
 */
function accessObjects({ name, object: { spec } }: Item<Namespace>): object[] {
  const annotations = spec.onRemove === 'delete' ? {} : { annotations: { ...keep } };
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: serviceAccount(name), namespace: fluxNamespace, ...annotations },
    },
    adminBinding({ name: inNamespace, namespace: name, ...annotations }, name),
  ];
}

/**
 * The rights of the applications that moved to another namespace: Flux takes away what they left here as the account of
 * that one, once the namespace says that they were here. Unlike its neighbours it goes with the last of them.
 */
function cleanUpBinding(here: string, home: string): object {
  return adminBinding({ name: serviceAccount(home), namespace: here }, home);
}

function adminBinding(metadata: object, namespace: string): object {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccount(namespace), namespace: fluxNamespace }],
  };
}

function resourceQuota({ name }: Item<Namespace>, quota: NonNullable<NamespaceSpec['quota']>): object {
  const hard = [
    ['requests.cpu', quota.cpu],
    ['requests.memory', quota.memory],
    ['requests.storage', quota.storage],
    ['pods', quota.pods],
  ].filter(([, amount]) => amount !== undefined);
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: inNamespace, namespace: name },
    spec: { hard: Object.fromEntries(hard.map(([resource, amount]) => [resource, String(amount)])) },
  };
}

function limitRange({ name }: Item<Namespace>, limits: NonNullable<NamespaceSpec['limits']>): object {
  const container: Record<string, unknown> = { type: 'Container' };
  for (const part of ['default', 'defaultRequest', 'max', 'min'] as const) {
    const amounts = Object.entries(limits[part] ?? {}).map(([resource, amount]) => [resource, String(amount)]);
    if (amounts.length > 0) container[part] = Object.fromEntries(amounts);
  }
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: inNamespace, namespace: name },
    spec: { limits: [container] },
  };
}

/** `open` needs no NetworkPolicy: without one everything is allowed, and policies may still narrow it. */
function networkPolicy({ name }: Item<Namespace>, network: NonNullable<NamespaceSpec['network']>): object | undefined {
  if (network === 'open') return undefined;
  const dns = {
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
    ports: [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ],
  };
  const rules =
    network === 'isolated'
      ? { ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }, dns] }
      : {};
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: inNamespace, namespace: name },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ...rules },
  };
}
