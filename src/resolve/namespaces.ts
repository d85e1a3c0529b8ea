import type { ClusterSet } from '../model/cluster-set.ts';
import { by, compareText } from '../model/compare.ts';
import type { Inventory, Item } from '../model/inventory.ts';
import type { Namespace } from '../model/kinds.ts';
import type { KustomizeFolder } from '../model/kustomize.ts';
import type { Place } from '../model/place.ts';
import type { NamespacePlacement, NamespaceSpec, NamespaceVariant, Value } from '../model/resolution.ts';
import type { Selection } from '../select/selection.ts';
import { ownValues } from './values.ts';
import { mergeShares, type Share, shareOut } from './variants.ts';

type Override = NamespaceSpec['overrides'][number];

interface PlacedOverride {
  readonly override: Override;
  /** Its place in `spec.overrides`. */
  readonly index: number;
  readonly clusters: ClusterSet;
}

/** Finds the clusters of each namespace and shares them out by the overrides that apply. */
export function placeNamespaces(inventory: Inventory, selection: Selection, active: ClusterSet): NamespacePlacement[] {
  return inventory.namespaces.map((namespace) => {
    const selected = selection.namespace(namespace.name);
    const clusters = selected.and(active);
    const options = { warnIfEmpty: true, within: { clusters: selected, of: `namespace ${namespace.name}` } };
    const select: SelectOverride = (expression, place) => selection.evaluate(expression, place, options);
    return { namespace, clusters, variants: namespaceVariants(namespace, clusters, select, inventory) };
  });
}

type SelectOverride = (expression: string, place: Place) => ClusterSet;

/** The variants that a namespace has on clusters, or would have, sorted by name. */
export function namespaceVariants(
  namespace: Item<Namespace>,
  clusters: ClusterSet,
  select: SelectOverride,
  inventory: Inventory,
): NamespaceVariant[] {
  const overrides = namespace.spec.overrides.map((override, index): PlacedOverride => {
    const place = { ...namespace.source, path: ['spec', 'overrides', index, 'clusters'] };
    return { override, index, clusters: select(override.clusters, place) };
  });
  const shares = mergeShares(shareOut(clusters, overrides), (part) => part.override.name);
  const variants = [...shares].map(([name, share]) => variantOf(namespace, name, share, inventory));
  return variants.sort(by((variant) => variant.name));
}

function variantOf(
  namespace: Item<Namespace>,
  name: string,
  { clusters, parts: overrides }: Share<PlacedOverride>,
  inventory: Inventory,
): NamespaceVariant {
  let spec = namespace.spec;
  const values = ownValues(namespace, spec.values);
  for (const { override, index } of overrides) {
    const { name: _name, clusters: _clusters, ...fields } = override;
    spec = { ...spec, ...fields, ...mergedFields(spec, override) };
    for (const [key, value] of ownValues(namespace, override.values, ['spec', 'overrides', index, 'values']))
      values.set(key, value);
  }
  const sorted: ReadonlyMap<string, Value> = new Map([...values].sort(([a], [b]) => compareText(a, b)));
  return {
    kind: 'namespace',
    applied: namespace,
    namespace,
    name,
    clusters,
    overrides: overrides.map(({ index }) => index),
    spec,
    values: sorted,
    folders: policyFolders(spec, inventory),
    substitutes: true,
  };
}

function policyFolders({ policies: named }: NamespaceSpec, { policies, manifests }: Inventory): KustomizeFolder[] {
  return policies.flatMap(({ name, spec }) => {
    if (spec.path === undefined || !named?.includes(name)) return [];
    return manifests.kustomization(spec.path) ?? [];
  });
}

/** Quota, limits and values are merged field by field; what else an override names takes the place of the whole. */
function mergedFields(
  spec: NamespaceSpec,
  override: Override,
): Partial<Pick<NamespaceSpec, 'quota' | 'limits' | 'values'>> {
  const merged: Partial<Pick<NamespaceSpec, 'quota' | 'limits' | 'values'>> = {};
  if (override.quota) merged.quota = { ...spec.quota, ...override.quota };
  if (override.values) merged.values = { ...spec.values, ...override.values };
  if (override.limits) {
    const limits = { ...spec.limits };
    for (const part of ['default', 'defaultRequest', 'max', 'min'] as const) {
      if (override.limits[part]) limits[part] = { ...spec.limits?.[part], ...override.limits[part] };
    }
    merged.limits = limits;
  }
  return merged;
}
