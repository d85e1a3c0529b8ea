import type { Item, KindName, Kinds } from '../model/inventory.ts';
import { type FoundObject, itemsOfKind } from './found-objects.ts';

/** The objects of all kinds that are valid on their own, in the order in which they were found. */
export interface InventoryObjects {
  readonly fleets: readonly Item<Kinds['Fleet']>[];
  readonly clusters: readonly Item<Kinds['Cluster']>[];
  readonly groups: readonly Item<Kinds['Group']>[];
  readonly applications: readonly Item<Kinds['Application']>[];
  readonly namespaces: readonly Item<Kinds['Namespace']>[];
  readonly policies: readonly Item<Kinds['Policy']>[];
  readonly rings: readonly Item<Kinds['Ring']>[];
  readonly expectations: readonly Item<Kinds['Expectation']>[];
}

export function groupByKind(found: readonly FoundObject[]): InventoryObjects {
  const byKind = new Map<string, FoundObject[]>();
  for (const object of found) {
    const ofKind = byKind.get(object.kind);
    if (ofKind) ofKind.push(object);
    else byKind.set(object.kind, [object]);
  }
  const items = <K extends KindName>(kind: K) => itemsOfKind(byKind.get(kind) ?? [], kind);
  return {
    fleets: items('Fleet'),
    clusters: items('Cluster'),
    groups: items('Group'),
    applications: items('Application'),
    namespaces: items('Namespace'),
    policies: items('Policy'),
    rings: items('Ring'),
    expectations: items('Expectation'),
  };
}
