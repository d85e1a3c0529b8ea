import { isNamespace } from '../model/cluster-scoped.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import type { ApplicationVariant } from '../model/resolution.ts';
import { applicationBringsNamespace } from '../model/rules/re410-application-brings-namespace.ts';
import { nameOnCluster, ownVariables } from './brought.ts';

/** Finds Namespaces that an application brings for somebody else (RE410). With setNamespace each becomes its own. */
export function checkNamespaces(variant: ApplicationVariant, objects: readonly ManifestObject[]): Finding[] {
  const { application, namespace } = variant;
  const variables = ownVariables(variant);
  return objects.filter(isNamespace).flatMap((object) => {
    const name = application.spec.setNamespace ? namespace.name : nameOnCluster(object.name, variables);
    return name === namespace.name ? [] : [foreign(variant, name, object)];
  });
}

function foreign({ application, namespace }: ApplicationVariant, name: string, { place }: ManifestObject): Finding {
  return {
    rule: applicationBringsNamespace,
    message: `application ${application.name} brings the Namespace ${name}, but it runs in ${namespace.name}`,
    hint: `Remove the Namespace from its manifests; it belongs into the inventory: kind Namespace, name ${name}`,
    place,
  };
}
