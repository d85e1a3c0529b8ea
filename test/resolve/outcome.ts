import type { TestFleet } from '../support/fleet.ts';

/** Each variant of an application or a namespace by its name, with the clusters that have it, joined by blanks. */
export function variants(fleet: TestFleet, kind: 'applications' | 'namespaces', name: string): Record<string, string> {
  const { applications, namespaces } = fleet.resolution;
  const placement =
    kind === 'applications'
      ? applications.find(({ application }) => application.name === name)
      : namespaces.find(({ namespace }) => namespace.name === name);
  if (!placement) throw new Error(`there is no ${name} among ${kind}`);
  return Object.fromEntries(placement.variants.map((variant) => [variant.name, fleet.names(variant.clusters)]));
}

/** The values of a cluster, by key. */
export function valuesOn(fleet: TestFleet, cluster: string): Record<string, string> {
  const values = fleet.resolution.valuesOf(indexOf(fleet, cluster));
  return Object.fromEntries([...values].map(([key, value]) => [key, value.text]));
}

export function indexOf({ resolution }: TestFleet, cluster: string): number {
  return resolution.inventory.clusters.findIndex(({ name }) => name === cluster);
}
