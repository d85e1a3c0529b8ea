import { isClusterScoped } from '../model/cluster-scoped.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import { namesOf } from '../model/patch-target.ts';
import type { ApplicationVariant } from '../model/resolution.ts';
import { movedFromSystem } from '../model/rules/re413-moved-from-system.ts';
import { objectsOf } from './brought.ts';

const ofKubernetes: readonly string[] = ['kube-system', 'kube-public', 'kube-node-lease'];

/** Finds what an application takes out of a namespace of Kubernetes itself (RE413), among the objects that it brings. */
export function findMoved(variant: ApplicationVariant, objects: readonly ManifestObject[]): Finding[] {
  const { application, namespace: own } = variant;
  if (!application.spec.setNamespace) return [];
  const isBrought = (written: ManifestObject) =>
    objects.some(({ kind, name }) => kind === written.kind && namesOf(written).includes(name));
  return objectsOf(variant)
    .filter(({ apiVersion, kind, namespace }) => {
      return ofKubernetes.includes(namespace) && namespace !== own.name && !isClusterScoped(apiVersion, kind);
    })
    .filter(isBrought)
    .map(({ kind, name, namespace, place }) => ({
      rule: movedFromSystem,
      message: `${kind}/${name} of application ${application.name} is made for namespace ${namespace}, and goes to ${own.name}`,
      hint: `Where each object is to stay in the namespace that its manifest names: resedge set application/${application.name} setNamespace=false`,
      place,
    }));
}
