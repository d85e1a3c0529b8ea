import { type Delivery, deliveryOf } from '../../model/delivery.ts';
import type { Engine } from '../../model/engine.ts';
import type { Inventory } from '../../model/inventory.ts';
import { flux } from './flux/engine.ts';

const engines: Readonly<Record<Delivery['engine'], Engine>> = { flux };

/** The engine that `spec.delivery.engine` names. Whoever reads a fleet picks it; all others are given it. */
export function engineOf({ fleet }: Pick<Inventory, 'fleet'>): Engine {
  return engines[deliveryOf(fleet).engine];
}
