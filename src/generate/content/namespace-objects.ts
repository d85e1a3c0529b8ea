import { parse } from 'yaml';
import { type Amounts, type Resource, readAmounts, resources } from '../../model/amounts.ts';
import type { Item } from '../../model/inventory.ts';
import type { Namespace } from '../../model/kinds.ts';
import { isRecord, valueAt } from '../../model/record.ts';
import type { NamespaceSpec } from '../../model/resolution.ts';
import { textOf } from '../../model/text-of.ts';
import type { Marks } from './marks.ts';
import type { MadeObject } from './parts.ts';

/** What quota, limits and network of a namespace are called. */
export const inNamespace = 'resedge';

export function namespaceObject({ name, object, spec }: Item<Namespace>, { keep }: Marks): MadeObject {
  const annotations = {
    ...(spec.onRemove === 'delete' ? {} : keep),
    ...(spec.owners.length > 0 ? { 'resedge.dev/owners': spec.owners.join(', ') } : {}),
  };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      ...(object.metadata.labels ? { labels: object.metadata.labels } : {}),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
  };
}

/** What a ResourceQuota calls what people count. */
const inQuota: Readonly<Record<Resource, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  storage: 'requests.storage',
  pods: 'pods',
};

export function resourceQuota(namespace: string, quota: NonNullable<NamespaceSpec['quota']>): MadeObject {
  const hard = resources
    .map((resource) => [inQuota[resource], quota[resource]] as const)
    .filter(([, amount]) => amount !== undefined);
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: inNamespace, namespace },
    spec: { hard: Object.fromEntries(hard.map(([resource, amount]) => [resource, String(amount)])) },
  };
}

/** The amounts that the text of a ResourceQuota gives; none if there is no quota. */
export function quotaIn(text: string | undefined): Amounts {
  const hard = valueAt(parse(text ?? ''), ['spec', 'hard']);
  if (!isRecord(hard)) return {};
  const written = resources.map((resource) => [resource, hard[inQuota[resource]]] as const);
  return readAmounts(
    Object.fromEntries(
      written.flatMap(([resource, amount]) => (amount === undefined ? [] : [[resource, textOf(amount)]])),
    ),
  );
}

export function limitRange(namespace: string, limits: NonNullable<NamespaceSpec['limits']>): MadeObject {
  const container: Record<string, unknown> = { type: 'Container' };
  for (const part of ['default', 'defaultRequest', 'max', 'min'] as const) {
    const amounts = Object.entries(limits[part] ?? {}).map(([resource, amount]) => [resource, textOf(amount)]);
    if (amounts.length > 0) container[part] = Object.fromEntries(amounts);
  }
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: inNamespace, namespace },
    spec: { limits: [container] },
  };
}

/** `open` needs no NetworkPolicy: without one everything is allowed, and policies may still narrow it. */
export function networkPolicy(namespace: string, network: 'isolated' | 'deny'): MadeObject {
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
    metadata: { name: inNamespace, namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ...rules },
  };
}
