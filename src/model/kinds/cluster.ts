import type { Cluster } from '../kinds.ts';
import type { KindDefinition } from './definition.ts';
import { type Filled, noFields, noItems } from './filled.ts';
import { names } from './references.ts';

type Optional =
  | ('owners' | 'groups' | 'values' | 'freezes' | 'formerNames')
  | ('capacity' | 'reserved' | 'state' | 'connectivity');

/** The spec of a Cluster, with what was left out. */
export interface ClusterSpec extends Filled<NonNullable<Cluster['spec']>, Optional> {
  /** The first of its groups; empty if it names none. */
  readonly home: string;
}

export const cluster = {
  kind: 'Cluster',
  singular: 'cluster',
  plural: 'clusters',
  short: [],
  files: {
    folder: 'inventory/',
    newFile: (name, home) => (home === undefined ? `inventory/clusters/${name}` : `inventory/clusters/${home}/${name}`),
  },
  references: [names('spec.groups.*', 'Group', 'item')],
  normalise: ({ spec }): ClusterSpec => ({
    owners: noItems,
    groups: noItems,
    values: noFields,
    freezes: noItems,
    formerNames: noItems,
    capacity: noFields,
    reserved: noFields,
    state: 'active',
    connectivity: 'online',
    ...spec,
    home: spec?.groups?.[0] ?? '',
  }),
} as const satisfies KindDefinition<'Cluster', ClusterSpec>;
