import type { Fleet } from '../kinds.ts';
import type { KindDefinition } from './definition.ts';
import { type Filled, noFields, noItems } from './filled.ts';
import { expression } from './references.ts';

type Written = Fleet['spec'];
type Capacity = NonNullable<Written['capacity']>;
type Optional = 'owners' | 'values' | 'freezes' | 'guards' | 'allowRemoteBases';

/** Where people work unless the Fleet says otherwise. */
export const defaultBranch = 'main';

/** The spec of the Fleet, with what was left out. */
export interface FleetSpec extends Omit<Filled<Written, Optional>, 'git' | 'delivery' | 'capacity' | 'layout'> {
  readonly git: Filled<Written['git'], 'branch'>;
  readonly delivery: Filled<NonNullable<Written['delivery']>, 'engine' | 'source'>;
  readonly capacity: { readonly overcommit: Required<NonNullable<Capacity['overcommit']>> };
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
    const { git, delivery, capacity, layout, ...rest } = spec;
    return {
      owners: noItems,
      values: noFields,
      freezes: noItems,
      guards: noFields,
      allowRemoteBases: false,
      ...rest,
      git: { branch: defaultBranch, ...git },
      delivery: { engine: 'flux', source: 'git', ...delivery },
      capacity: { overcommit: { cpu: 1, memory: 1, storage: 1, pods: 1, ...capacity?.overcommit } },
      layout: { clusters: 'clusters/{name}', former: noItems, ...layout },
    };
  },
} as const satisfies KindDefinition<'Fleet', FleetSpec>;
