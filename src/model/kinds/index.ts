import { application } from './application.ts';
import { cluster } from './cluster.ts';
import type { KindDefinition, KindName, Kinds } from './definition.ts';
import { expectation } from './expectation.ts';
import { fleet } from './fleet.ts';
import { group } from './group.ts';
import { namespace } from './namespace.ts';
import { policy } from './policy.ts';
import { ring } from './ring.ts';

/** All kinds, in the order in which help shows them. */
const all = {
  Cluster: cluster,
  Group: group,
  Application: application,
  Namespace: namespace,
  Policy: policy,
  Ring: ring,
  Expectation: expectation,
  Fleet: fleet,
} as const satisfies { readonly [K in KindName]: KindDefinition<K, unknown> };

/** The spec of each kind, with what was left out. */
export type Specs = { readonly [K in KindName]: ReturnType<(typeof all)[K]['normalise']> };

/** All kinds by their names. */
export const kinds: { readonly [K in KindName]: KindDefinition<K, Specs[K], (typeof all)[K]['plural']> } = all;

/** The spec of a valid object, with what was left out. */
export function normalise<K extends KindName>(kind: K, object: Kinds[K]): Specs[K] {
  return kinds[kind].normalise(object);
}
