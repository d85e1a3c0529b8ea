import { at, mustGet } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { by } from '../model/compare.ts';
import type { KindName } from '../model/inventory.ts';
import type { Resolution } from '../model/resolution.ts';
import type { ClusterPairs } from './cluster-pairs.ts';
import { nameAfter, type Renames } from './renames.ts';

/** Clusters that come into a group or ring, or leave it. The name is that after. */
export interface MembershipChange {
  readonly name: string;
  /** The sets are made by the positions of ClusterPairs. */
  readonly joined: ClusterSet;
  readonly left: ClusterSet;
}

/** Groups whose clusters change, sorted by name; those with other groups below them. Only of clusters that are there before and after. */
export function groupChanges(
  before: Resolution,
  after: Resolution,
  pairs: ClusterPairs,
  renames: Renames = {},
): MembershipChange[] {
  const lists = (resolution: Resolution) => (index: number) => resolution.groupsOf(index);
  return membershipChanges('Group', lists(before), lists(after), pairs, renames);
}

/** Rings whose clusters change, sorted by name. Only of clusters that are there before and after. */
export function ringChanges(
  before: Resolution,
  after: Resolution,
  pairs: ClusterPairs,
  renames: Renames = {},
): MembershipChange[] {
  return membershipChanges('Ring', ringLists(before), ringLists(after), pairs, renames);
}

type Lists = (cluster: number) => readonly string[];

/** The ring of each cluster as a list; clusters of one ring get the very same one. */
function ringLists({ inventory, ringOf }: Resolution): Lists {
  const lists = new Map(inventory.rings.map(({ name }) => [name, [name]]));
  const none: readonly string[] = [];
  return (cluster) => {
    const ring = ringOf(cluster);
    return ring === undefined ? none : mustGet(lists, ring);
  };
}

/** Clusters with the same memberships share one list, so lists are compared once for each pair of them. */
function membershipChanges(
  kind: KindName,
  before: Lists,
  after: Lists,
  { names, before: indexBefore, after: indexAfter }: ClusterPairs,
  renames: Renames,
): MembershipChange[] {
  const changes = new Map<string, MembershipChange>();
  const known = new Map<readonly string[], Map<readonly string[], Difference>>();

  function changeOf(name: string): MembershipChange {
    const change = changes.get(name) ?? {
      name,
      joined: ClusterSet.none(names.length),
      left: ClusterSet.none(names.length),
    };
    changes.set(name, change);
    return change;
  }

  for (let position = 0; position < names.length; position++) {
    const was = at(indexBefore, position);
    const is = at(indexAfter, position);
    if (was < 0 || is < 0) continue;
    const from = before(was);
    const to = after(is);
    const ofFrom = known.get(from) ?? new Map<readonly string[], Difference>();
    known.set(from, ofFrom);
    const found =
      ofFrom.get(to) ??
      compare(
        from.map((name) => nameAfter(renames, kind, name)),
        to,
      );
    ofFrom.set(to, found);
    for (const name of found.joined) changeOf(name).joined.add(position);
    for (const name of found.left) changeOf(name).left.add(position);
  }
  return [...changes.values()].sort(by(({ name }) => name));
}

interface Difference {
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

function compare(before: readonly string[], after: readonly string[]): Difference {
  return {
    joined: after.filter((name) => !before.includes(name)),
    left: before.filter((name) => !after.includes(name)),
  };
}
