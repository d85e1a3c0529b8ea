import type { ClusterSet } from '../../src/model/cluster-set.ts';
import { type ClusterPairs, pairClusters } from '../../src/plan/cluster-pairs.ts';
import { groupChanges, type MembershipChange, ringChanges } from '../../src/plan/membership-changes.ts';
import { placementChanges } from '../../src/plan/placement-changes.ts';
import type { Renames } from '../../src/plan/renames.ts';
import { valueChanges } from '../../src/plan/value-changes.ts';
import { type Files, readFleet } from '../support/fleet.ts';

/** A line for each way in which clusters get something else: `pos/till + e1 e2`, `ring canary - w1`, `values.a: e1`. */
export function changes(before: Files, after: Files, renames: Renames = {}): string[] {
  const [was, is] = [readFleet(before).resolution, readFleet(after).resolution];
  const pairs = pairClusters(was.inventory, is.inventory, renames);
  const line = (what: string, set: ClusterSet) => (set.isEmpty() ? [] : [`${what} ${namesOf(set, pairs)}`]);
  const members = (kind: string, { name, joined, left }: MembershipChange) => [
    ...line(`${kind} ${name} +`, joined),
    ...line(`${kind} ${name} -`, left),
  ];
  return [
    ...placementChanges(was, is, pairs, renames).flatMap(({ namespace, application, gained, lost, changed }) => {
      const what = application === undefined ? namespace : `${namespace}/${application}`;
      return [...line(`${what} +`, gained), ...line(`${what} -`, lost), ...line(`${what} ~`, changed)];
    }),
    ...groupChanges(was, is, pairs, renames).flatMap((change) => members('group', change)),
    ...ringChanges(was, is, pairs, renames).flatMap((change) => members('ring', change)),
    ...valueChanges(was, is, pairs).flatMap(({ field, clusters }) => line(`${field}:`, clusters)),
  ];
}

function namesOf(set: ClusterSet, { names }: ClusterPairs): string {
  return [...set].map((index) => names[index]).join(' ');
}
