import type { Ring } from '../kinds.ts';
import type { KindDefinition } from './definition.ts';
import { type Filled, noItems } from './filled.ts';
import { expression } from './references.ts';

/** The spec of a Ring, with what was left out. Without `clusters` all clusters may be in it. */
export interface RingSpec extends Filled<Ring['spec'], 'owners' | 'percent'> {}

export const ring = {
  kind: 'Ring',
  singular: 'ring',
  plural: 'rings',
  short: [],
  files: { folder: 'inventory/', newFile: (name) => `inventory/rings/${name}` },
  references: [expression('spec.clusters')],
  normalise: ({ spec }): RingSpec => ({ owners: noItems, percent: 100, ...spec }),
} as const satisfies KindDefinition<'Ring', RingSpec>;
