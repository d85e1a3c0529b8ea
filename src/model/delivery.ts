import type { Item } from './inventory.ts';
import type { FleetSpec } from './kinds/fleet.ts';
import type { Fleet } from './kinds.ts';

/** How changes reach the clusters of a fleet: `spec.delivery`, and what follows from it. */
export type Delivery = FleetSpec['delivery'] & {
  /** Whether windows, freezes and holds keep a cluster as it is. A branch that all clusters read cannot. */
  readonly holdsBack: boolean;
};

/** The one place that reads `spec.delivery` of a valid fleet. */
export function deliveryOf({ spec }: Item<Fleet>): Delivery {
  return { ...spec.delivery, holdsBack: false };
}
