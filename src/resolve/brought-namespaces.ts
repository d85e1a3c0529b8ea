import { isNamespace } from '../model/cluster-scoped.ts';
import { firstOf } from '../model/counts.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { ManifestObject } from '../model/kustomize.ts';
import { toRecord } from '../model/record.ts';
import type { ApplicationVariant } from '../model/resolution.ts';
import { applicationBringsNamespace } from '../model/rules/re410-application-brings-namespace.ts';
import { textOf } from '../model/text-of.ts';
import { nameOnCluster, ownVariables } from './brought.ts';

/**
 * Finds Namespaces that an application brings for somebody else (RE410), and what one of its own says that clusters do not
 * get: it is left out. With setNamespace each becomes its own.
 */
export function checkNamespaces(variant: ApplicationVariant, objects: readonly ManifestObject[]): Finding[] {
  const { application, namespace } = variant;
  const variables = ownVariables(variant);
  return objects.filter(isNamespace).flatMap((object) => {
    const name = application.spec.setNamespace ? namespace.name : nameOnCluster(object.name, variables);
    return name === namespace.name ? findLost(variant, object, variables) : [foreign(variant, name, object)];
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

/** Labels and annotations by which a Namespace differs from the one in the inventory, which clusters get. */
function findLost(
  { application, namespace }: ApplicationVariant,
  { value, place }: ManifestObject,
  variables: ReadonlyMap<string, string>,
): Finding[] {
  const metadata = toRecord(value['metadata']);
  const given = toRecord(namespace.object.metadata.labels);
  const lost = (written: unknown, has: Readonly<Record<string, unknown>>) =>
    Object.entries(toRecord(written))
      .map(([key, text]): [string, string] => [key, nameOnCluster(textOf(text), variables)])
      .filter(([key, text]) => !isMadeByPrograms(key) && has[key] !== text);
  const labels = lost(metadata['labels'], given);
  const annotations = lost(metadata['annotations'], {});
  if (labels.length + annotations.length === 0) return [];
  const what = [
    ...labels.map(([key, text]) => `label ${key}: ${text}`),
    ...annotations.map(([key]) => `annotation ${key}`),
  ];
  const assignments = labels.map(([key, text]) => asWord(`labels.${JSON.stringify(key)}=${text}`));
  return [
    {
      rule: applicationBringsNamespace,
      severity: 'warning',
      message: `the Namespace ${namespace.name} that application ${application.name} brings is left out, and clusters do not get its ${firstOf(what)}`,
      hint:
        labels.length === 0
          ? 'The namespace of the inventory is the one that clusters get.'
          : `Give it to the namespace of the inventory: resedge set ns/${namespace.name} ${assignments.join(' ')}`,
      place,
    },
  ];
}

/** Those of Kubernetes, Kustomize, kubectl and resedge: they are there without being asked for, or mean nothing there. */
function isMadeByPrograms(key: string): boolean {
  return /^(kubernetes\.io\/metadata\.name$|resedge\.dev\/|kubectl\.kubernetes\.io\/|([^/]*\.)?config\.(kubernetes|k8s)\.io\/)/.test(
    key,
  );
}

/** A word of a command as a shell wants it. */
function asWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
