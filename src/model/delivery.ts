import type { RegistryPlace } from './engine.ts';
import type { Item } from './inventory.ts';
import type { FleetSpec } from './kinds/fleet.ts';
import type { Fleet } from './kinds.ts';

/** How changes reach the clusters of a fleet: `spec.delivery`, with everything filled in that was left out. */
export type Delivery = FleetSpec['delivery'];

/** The one place that reads `spec.delivery` of a valid fleet. */
export function deliveryOf({ spec }: Item<Fleet>): Delivery {
  return spec.delivery;
}

/** The branch that clusters read, and generated files are written on. */
export function branchRead({ spec }: Item<Fleet>): string {
  return spec.delivery.branch ?? spec.git.branch;
}

/** The registry that is filled for clusters; undefined: none is named. */
export function registryOf({ spec }: Item<Fleet>): RegistryPlace | undefined {
  const { registry, secret, serviceAccount } = spec.delivery;
  return registry === undefined ? undefined : { address: registry, secret, account: serviceAccount };
}

/** The registry that clusters read; undefined: they read Git. */
export function registryRead(fleet: Item<Fleet>): RegistryPlace | undefined {
  return deliveryOf(fleet).source === 'oci' ? registryOf(fleet) : undefined;
}

/** Whether clusters read another branch than the one that people work on. */
export function hasOwnBranch({ spec }: Item<Fleet>): boolean {
  return spec.delivery.branch !== undefined;
}
