import type { Group } from '../kinds.ts';
import type { KindDefinition } from './definition.ts';
import { type Filled, noFields, noItems } from './filled.ts';
import { expression } from './references.ts';

/** The spec of a Group, with what was left out. */
export interface GroupSpec extends Filled<NonNullable<Group['spec']>, 'owners' | 'values' | 'freezes'> {}

export const group = {
  kind: 'Group',
  singular: 'group',
  plural: 'groups',
  short: [],
  files: { folder: 'inventory/', newFile: (name) => `inventory/groups/${name}` },
  references: [
    { how: 'parent', path: ['metadata', 'name'], kind: 'Group', whenGone: 'object' },
    expression('spec.clusters'),
  ],
  normalise: ({ spec }): GroupSpec => ({ owners: noItems, values: noFields, freezes: noItems, ...spec }),
} as const satisfies KindDefinition<'Group', GroupSpec>;
