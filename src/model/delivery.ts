import type { Item } from './inventory.ts';
import type { Fleet } from './kinds.ts';

type Written = NonNullable<Fleet['spec']['delivery']>;

/** How changes reach the clusters of a fleet: `spec.delivery`, with everything filled in that was left out. */
export interface Delivery {
  readonly engine: NonNullable<Written['engine']>;
  readonly source: NonNullable<Written['source']>;
  readonly registry: string | undefined;
  /** How encrypted Secrets are opened on a cluster. */
  readonly decryption: Written['decryption'];
  /** Whether windows, freezes and holds keep a cluster as it is. A branch that all clusters read cannot. */
  readonly holdsBack: boolean;
}

/** The one place that reads `spec.delivery` of a valid fleet. */
export function deliveryOf({ spec }: Item<Fleet>): Delivery {
  const { engine, source, registry, decryption } = spec.delivery;
  return { engine, source, registry, decryption, holdsBack: false };
}
