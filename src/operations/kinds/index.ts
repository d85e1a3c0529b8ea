import type { KindName } from '../../model/inventory.ts';
import { application } from './application.ts';
import { cluster } from './cluster.ts';
import type { ToldKind } from './definition.ts';
import { expectation } from './expectation.ts';
import { fleet } from './fleet.ts';
import { group } from './group.ts';
import { namespace } from './namespace.ts';
import { policy } from './policy.ts';
import { ring } from './ring.ts';

/** What is told of each kind. */
export const toldKinds: Readonly<Record<KindName, ToldKind>> = {
  Cluster: cluster,
  Group: group,
  Application: application,
  Namespace: namespace,
  Policy: policy,
  Ring: ring,
  Expectation: expectation,
  Fleet: fleet,
};
