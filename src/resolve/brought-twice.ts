import { isNamespace } from '../model/cluster-scoped.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import type { ApplicationVariant } from '../model/resolution.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';
import { titleOf } from '../model/unit.ts';
import { identityOf, identityText, namespaceOf, ownVariables } from './brought.ts';

/** Objects that an application brings twice (RE402): Kustomize refuses them. */
export function findTwice(variant: ApplicationVariant, objects: readonly ManifestObject[]): Finding[] {
  const variables = ownVariables(variant);
  const found = new Map<string, ManifestObject>();
  const findings: Finding[] = [];
  for (const object of objects) {
    const id = identityOf(onCluster(object, variant), variables);
    const before = found.get(id);
    if (before)
      findings.push({
        rule: kustomizationInvalid,
        message: `${titleOf(variant)} brings ${identityText(id)} twice, which Kustomize refuses`,
        hint: `The other one is in ${before.place.file}: ${wayOut(before, object, variant)}`,
        place: object.place,
      });
    found.set(id, object);
  }
  return findings;
}

/** With setNamespace Kustomize gives Namespaces the name of the one that all objects go to. */
function onCluster(object: ManifestObject, variant: ApplicationVariant): ManifestObject {
  const namespace = namespaceOf(object, variant);
  const isRenamed = isNamespace(object) && variant.application.spec.setNamespace;
  return { ...object, namespace, name: isRenamed ? namespace : object.name };
}

/** What is apart as it is written is brought together by setNamespace. */
function wayOut(a: ManifestObject, b: ManifestObject, { application, namespace }: ApplicationVariant): string {
  if (a.name === b.name && a.namespace === b.namespace) return 'remove one, or give it another name.';
  return `setNamespace takes both into ${namespace.name}. Where each is to stay in its own namespace: resedge set application/${application.name} setNamespace=false`;
}
