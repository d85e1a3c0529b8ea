import type { Fleet } from '../kinds.ts';
import type { KindDefinition } from './definition.ts';
import { type Filled, noFields, noItems } from './filled.ts';
import { expression } from './references.ts';

type Written = Fleet['spec'];
type Overcommit = NonNullable<NonNullable<Written['capacity']>['overcommit']>;

/** The spec of the Fleet, with what was left out. */
export interface FleetSpec
  extends Omit<
    Filled<Written, 'owners' | 'values' | 'freezes' | 'guards' | 'allowRemoteBases'>,
    'git' | 'capacity' | 'layout'
  > {
  readonly git: Filled<Written['git'], 'branch'>;
  /** Factors by which requests may exceed capacity. */
  readonly overcommit: Required<Overcommit>;
  readonly layout: Required<NonNullable<Written['layout']>>;
}

export const fleet = {
  kind: 'Fleet',
  singular: 'fleet',
  plural: 'fleets',
  short: [],
  files: 'resedge.yaml',
  references: [expression('spec.guards.protected')],
  normalise({ spec }): FleetSpec {
    const { git, capacity, layout, ...rest } = spec;
    return {
      owners: noItems,
      values: noFields,
      freezes: noItems,
      guards: noFields,
      allowRemoteBases: false,
      ...rest,
      git: { branch: 'main', ...git },
      overcommit: { cpu: 1, memory: 1, storage: 1, pods: 1, ...capacity?.overcommit },
      layout: { clusters: 'clusters/{name}', former: noItems, ...layout },
    };
  },
} as const satisfies KindDefinition<'Fleet', FleetSpec>;
