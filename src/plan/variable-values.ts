import { at } from '../model/at.ts';
import type { Resolution, Value, Variant } from '../model/resolution.ts';

/** Gives the value of a variable on a cluster. */
export type VariableValues = (cluster: number, variable: string) => string | undefined;

/** The variables of clusters in a state. Many units read the same ones, so each is worked out once for a cluster. */
export function clusterValues({ inventory, valuesOf }: Resolution): VariableValues {
  const columns = new Map<string, (string | null | undefined)[]>();

  function read(cluster: number, name: string): string | undefined {
    const { name: itself, spec } = at(inventory.clusters, cluster);
    if (name === 'cluster_name') return itself;
    if (name === 'cluster_group') return spec.home;
    return valuesOf(cluster).get(valueKey(name))?.text;
  }

  return (cluster, name) => {
    const column = columns.get(name) ?? new Array<string | null | undefined>(inventory.clusters.length);
    columns.set(name, column);
    const known = column[cluster];
    if (known !== undefined) return known ?? undefined;
    const value = read(cluster, name);
    column[cluster] = value ?? null;
    return value;
  };
}

/** The variables of a variant; those of its clusters are `ofClusters`. */
export function variableValues(
  { namespaces }: Resolution,
  ofClusters: VariableValues,
  variant: Variant,
): VariableValues {
  const { namespace } = variant;
  const placement = namespaces.find((one) => one.namespace === namespace);
  const onCluster = (cluster: number) => placement?.variants.find(({ clusters }) => clusters.has(cluster));
  const application = variant.kind === 'application' ? variant : undefined;
  const textIn = (values: ReadonlyMap<string, Value> | undefined, name: string) => values?.get(valueKey(name))?.text;
  return (cluster, name) => {
    if (name.startsWith('cluster_')) return ofClusters(cluster, name);
    if (name === 'namespace_name') return namespace.name;
    if (name === 'app_name') return application?.applied.name;
    if (name.startsWith('namespace_')) return textIn(onCluster(cluster)?.values, name);
    return name.startsWith('app_') ? textIn(application?.values, name) : undefined;
  };
}

function valueKey(variable: string): string {
  return variable.slice(variable.indexOf('_') + 1);
}
