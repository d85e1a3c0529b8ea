/** The namespace of all Flux objects. */
export const fluxNamespace = 'flux-system';
/** The ConfigMap with the variables of the cluster. */
export const clusterConfigMap = 'resedge-cluster';
/** The root pair: a source and a Kustomization of this name. */
export const root = 'fleet';

/** Names of Flux objects never change: Flux would delete and recreate what they hold. */
export function namespaceKustomization(namespace: string): string {
  return `ns-${namespace}`;
}

export function applicationKustomization(application: string): string {
  return `app-${application}`;
}

export function serviceAccount(namespace: string): string {
  return `resedge-${namespace}`;
}
