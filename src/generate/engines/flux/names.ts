import { sha256 } from '../../../model/hash.ts';

/** The namespace of all Flux objects. */
export const fluxNamespace = 'flux-system';
/** The ConfigMap with the variables of the cluster. */
export const clusterConfigMap = 'resedge-cluster';
/** The root pair: a source and a Kustomization of this name. */
export const root = 'fleet';

/** Flux puts the name of an object into a label, whose values have at most 63 characters. */
const longest = 63;

/**
 * What the Kustomization of a namespace, or of an application in it, is called. Names of Flux objects never change: Flux
 * would delete and recreate what they hold.
 */
export function unitId(namespace: string, application?: string): string {
  if (application === undefined) return `ns-${namespace}`;
  const name = `${namespace}.${application}`;
  return name.length <= longest ? name : `${name.slice(0, longest - 9)}-${sha256(name).slice(0, 8)}`;
}

/** What the Kustomization of a set is called. */
export function setName(namespace: string): string {
  return `set-${namespace}`;
}

export function serviceAccount(namespace: string): string {
  return `resedge-${namespace}`;
}

/** The account that a Kustomization applies as; without one it is Flux's own. */
export function applyAs(account: string | undefined): { serviceAccountName?: string } {
  return account === undefined ? {} : { serviceAccountName: account };
}
