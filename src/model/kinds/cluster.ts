import type { Cluster } from '../kinds.ts';
import type { KindDefinition } from './definition.ts';
import { noFields, noItems } from './filled.ts';
import { names } from './references.ts';

type Written = NonNullable<Cluster['spec']>;
type Optional =
  | ('owners' | 'groups' | 'values' | 'freezes' | 'formerNames')
  | ('capacity' | 'reserved' | 'state' | 'connectivity');
type Whole = {
  readonly [K in keyof Required<Written>]: K extends Optional ? Required<Written>[K] : Required<Written>[K] | undefined;
};

/** The spec of a Cluster, with what was left out. */
export interface ClusterSpec extends Whole {
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
  /** Field by field: there are many clusters, and objects that are all of one shape are small and quick to read. */
  normalise: ({ spec = {} }): ClusterSpec => ({
    description: spec.description,
    owners: spec.owners ?? noItems,
    home: spec.groups?.[0] ?? '',
    groups: spec.groups ?? noItems,
    timeZone: spec.timeZone,
    windows: spec.windows,
    freezes: spec.freezes ?? noItems,
    values: spec.values ?? noFields,
    capacity: spec.capacity ?? noFields,
    reserved: spec.reserved ?? noFields,
    hold: spec.hold,
    state: spec.state ?? 'active',
    connectivity: spec.connectivity ?? 'online',
    formerNames: spec.formerNames ?? noItems,
  }),
} as const satisfies KindDefinition<'Cluster', ClusterSpec>;
