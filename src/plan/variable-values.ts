import type { ApplicationVariant, NamespaceVariant, Resolution, Value } from '../model/resolution.ts';

/** Gives the values of variables in a namespace, or in an application in it, on the clusters of a state. */
export function variableValues(
  { inventory, namespaces, valuesOf }: Resolution,
  namespace: string,
  variant: NamespaceVariant | ApplicationVariant,
): (cluster: number, variable: string) => string | undefined {
  const placement = namespaces.find((one) => one.namespace.name === namespace);
  const onCluster = (cluster: number) => placement?.variants.find(({ clusters }) => clusters.has(cluster));
  const application = 'application' in variant ? variant : undefined;
  const textIn = (values: ReadonlyMap<string, Value> | undefined, name: string) => values?.get(keyOf(name))?.text;
  return (cluster, name) => {
    if (name === 'cluster_name') return inventory.clusters[cluster]?.name;
    if (name === 'cluster_group') return inventory.clusters[cluster]?.object.spec?.groups?.[0] ?? '';
    if (name === 'namespace_name') return namespace;
    if (name === 'app_name') return application?.application.name;
    if (name.startsWith('cluster_')) return textIn(valuesOf(cluster), name);
    if (name.startsWith('namespace_')) return textIn(onCluster(cluster)?.values, name);
    return name.startsWith('app_') ? textIn(application?.values, name) : undefined;
  };
}

function keyOf(variable: string): string {
  return variable.slice(variable.indexOf('_') + 1);
}
