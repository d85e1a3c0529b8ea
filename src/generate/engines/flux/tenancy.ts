import { kindKey } from '../../../model/cluster-scoped.ts';
import type { Orders, Tenancy } from '../../../model/engine.ts';
import type { Path } from '../../../model/place.ts';

/** Fields below `spec`, written with dots. */
interface Fields {
  readonly account?: string;
  readonly namespaces: readonly string[];
  readonly clusters?: readonly string[];
}

/**
 * What Flux does for objects of its kinds, wherever they lie: as which account, and the fields in which they name other
 * namespaces (Flux itself refuses these with --no-cross-namespace-refs) or clusters.
 * https://fluxcd.io/flux/installation/configuration/multitenancy/
 */
const kinds: Readonly<Record<string, Fields>> = {
  'kustomize.toolkit.fluxcd.io/Kustomization': {
    account: 'serviceAccountName',
    namespaces: ['targetNamespace', 'sourceRef.namespace', 'dependsOn.*.namespace'],
    clusters: ['kubeConfig'],
  },
  'helm.toolkit.fluxcd.io/HelmRelease': {
    account: 'serviceAccountName',
    namespaces: [
      'targetNamespace',
      'storageNamespace',
      'chart.spec.sourceRef.namespace',
      'chartRef.namespace',
      'dependsOn.*.namespace',
    ],
    clusters: ['kubeConfig'],
  },
  'image.toolkit.fluxcd.io/ImagePolicy': { namespaces: ['imageRepositoryRef.namespace'] },
  'image.toolkit.fluxcd.io/ImageUpdateAutomation': { namespaces: ['sourceRef.namespace'] },
  'notification.toolkit.fluxcd.io/Alert': { namespaces: ['eventSources.*.namespace'] },
  'notification.toolkit.fluxcd.io/Receiver': { namespaces: ['resources.*.namespace'] },
  'source.extensions.fluxcd.io/ArtifactGenerator': { namespaces: ['sources.*.namespace'] },
  'fluxcd.controlplane.io/ResourceSet': {
    account: 'serviceAccountName',
    namespaces: ['dependsOn.*.namespace'],
    clusters: ['kubeConfig'],
  },
};

const orders = new Map(Object.entries(kinds).map(([kind, fields]) => [kind, toOrders(fields)]));

export const tenancy: Tenancy = {
  // Flux is installed with ClusterRoles that are added to `admin`.
  isWritable: (group) => group.endsWith('.toolkit.fluxcd.io'),
  orders: (group, kind) => orders.get(kindKey(group, kind)),
};

function toOrders({ account, namespaces, clusters = [] }: Fields): Orders {
  return {
    account: account === undefined ? undefined : inSpec(account),
    namespaces: namespaces.map(inSpec),
    clusters: clusters.map(inSpec),
  };
}

function inSpec(field: string): Path {
  return ['spec', ...field.split('.')];
}
