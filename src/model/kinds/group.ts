import type { Group } from '../kinds.ts';
import type { KindDefinition } from './definition.ts';
import { type Filled, noFields, noItems } from './filled.ts';

/** The spec of a Group, with what was left out. */
export interface GroupSpec extends Filled<NonNullable<Group['spec']>, 'owners' | 'values' | 'freezes'> {}

export const group = {
  kind: 'Group',
  singular: 'group',
  plural: 'groups',
  short: [],
  normalise: ({ spec }): GroupSpec => ({ owners: noItems, values: noFields, freezes: noItems, ...spec }),
} as const satisfies KindDefinition<'Group', GroupSpec>;
