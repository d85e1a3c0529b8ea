import { at } from '../model/at.ts';
import { by } from '../model/compare.ts';
import type { ApplicationVariant, NamespaceVariant, Resolution, Value } from '../model/resolution.ts';
import type { PlacedVariant } from '../model/unit.ts';

/** The names and texts of variables, sorted by name. */
export type Variables = ReadonlyMap<string, string>;

/** Where a value stands: undefined for the variables that are made from names. */
export interface Variable {
  readonly name: string;
  readonly text: string;
  readonly value: Value | undefined;
}

/** Flux takes the line ends out of values: https://fluxcd.io/flux/components/kustomize/kustomizations/ */
export function oneLine(text: string): string {
  return text.includes('\n') ? text.replaceAll('\n', '') : text;
}

/** The variables that come from the cluster. */
export function clusterVariables({ inventory, valuesOf }: Resolution, cluster: number): Variable[] {
  const item = at(inventory.clusters, cluster);
  return [
    { name: 'cluster_group', text: item.spec.home, value: undefined },
    { name: 'cluster_name', text: item.name, value: undefined },
    ...ofValues('cluster', valuesOf(cluster)),
  ];
}

/** The variables of a variant of a namespace. */
export function namespaceVariables({ namespace, values }: NamespaceVariant): Variable[] {
  return [{ name: 'namespace_name', text: namespace.name, value: undefined }, ...ofValues('namespace', values)];
}

/** The variables of a variant of an application, without those of its namespace. */
export function applicationVariables({ application, values }: ApplicationVariant): Variable[] {
  return [{ name: 'app_name', text: application.name, value: undefined }, ...ofValues('app', values)];
}

/** All variables of a variant and its namespace: the same on all clusters that have both. Undefined: they are left alone. */
export function ownVariables(placed: PlacedVariant): Variables | undefined {
  return placed.variant.substitutes ? toVariables(ownOf(placed)) : undefined;
}

/** What Flux substitutes on a cluster in the objects of a variant; undefined if they are left alone. Later ones win, as in Flux. */
export function variablesOf(resolution: Resolution, cluster: number, placed: PlacedVariant): Variables | undefined {
  if (!placed.variant.substitutes) return undefined;
  return toVariables([...clusterVariables(resolution, cluster), ...ownOf(placed)]);
}

function ownOf({ variant, home }: PlacedVariant): Variable[] {
  return [...(variant.kind === 'application' ? applicationVariables(variant) : []), ...namespaceVariables(home)];
}

/** Variables by name; later ones win. */
export function toVariables(list: readonly Variable[]): Variables {
  return new Map([...list].sort(by(({ name }) => name)).map(({ name, text }) => [name, oneLine(text)]));
}

function ofValues(prefix: string, values: ReadonlyMap<string, Value>): Variable[] {
  return Array.from(values, ([key, value]) => ({ name: `${prefix}_${key}`, text: value.text, value }));
}
