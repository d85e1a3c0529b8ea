import { compareText } from '../model/compare.ts';
import type { Windows } from '../model/kinds.ts';
import type { LineUp } from '../model/line-up.ts';
import { type ClusterTiming, windowsFor } from '../model/time/cluster-timing.ts';
import type { Piece } from './decision.ts';

/** Pieces that move together: all of them or none. */
export interface Group {
  /** Variables first, then namespaces by name. */
  readonly pieces: readonly Piece[];
  /** The namespaces among them. */
  readonly namespaces: ReadonlySet<string>;
  readonly hasVariables: boolean;
  /** What has to be open for each piece, and whose windows these are. */
  readonly hours: ReadonlyMap<Piece, readonly Hours[]>;
}

export interface Hours {
  readonly of: Piece;
  readonly windows: Windows;
}

/**
 * What differs between what a cluster has and what it should have, in groups. Together move the variables with each set
 * that changes and uses a variable that changes, and two sets between which an application moves.
 * @param changed The names of the variables that differ.
 */
export function groupsOf(
  delivered: LineUp,
  desired: LineUp,
  changed: readonly string[],
  timing: ClusterTiming,
): Group[] {
  const names = new Set([...delivered.sets.keys(), ...desired.sets.keys()]);
  const differing = [...names].filter((name) => delivered.sets.get(name)?.key !== desired.sets.get(name)?.key);
  const uses = (name: string) =>
    [delivered.sets.get(name), desired.sets.get(name)].some((set) => changed.some((variable) => set?.uses(variable)));
  const users = [...names].filter(uses).sort(compareText);
  const bonds = [...movesBetween(delivered, desired)];
  if (changed.length > 0) bonds.push([undefined, ...users]);
  const items = changed.length > 0 ? [undefined, ...differing.sort(compareText)] : differing.sort(compareText);
  return bind(items, bonds).map((members) => groupOf(members, users, timing));
}

/** A namespace, or undefined for the variables. */
type Item = string | undefined;

/** The namespaces that an application leaves and comes to, for each application that moves. */
function* movesBetween(delivered: LineUp, desired: LineUp): Iterable<Item[]> {
  const homes = new Map<string, string>();
  for (const { namespace, applications } of delivered.sets.values())
    for (const application of applications) homes.set(application, namespace);
  for (const { namespace, applications } of desired.sets.values()) {
    for (const application of applications) {
      const home = homes.get(application);
      if (home !== undefined && home !== namespace) yield [home, namespace];
    }
  }
}

/** Puts items together that share a bond, directly or by way of others; the order stays. */
function bind(items: readonly Item[], bonds: readonly (readonly Item[])[]): Item[][] {
  const groups = new Map<Item, Item[]>(items.map((item) => [item, [item]]));
  for (const bond of bonds) {
    const bound = [...new Set(bond.flatMap((item) => groups.get(item) ?? []))];
    for (const item of bound) groups.set(item, bound);
  }
  return [...new Set(groups.values())].map((group) => items.filter((item) => group.includes(item)));
}

function groupOf(members: readonly Item[], users: readonly string[], timing: ClusterTiming): Group {
  const hoursOf = (item: Item): Hours => ({ of: pieceOf(item), windows: windowsFor(timing, item) });
  const hours = members.map((item): [Piece, Hours[]] => {
    if (item === undefined && users.length > 0) return [pieceOf(item), users.map(hoursOf)];
    return [pieceOf(item), [hoursOf(item)]];
  });
  return {
    pieces: hours.map(([piece]) => piece),
    namespaces: new Set(members.filter((item) => item !== undefined)),
    hasVariables: members.includes(undefined),
    hours: new Map(hours),
  };
}

function pieceOf(item: Item): Piece {
  return item === undefined ? { kind: 'variables' } : { kind: 'namespace', name: item };
}
