import type { Item } from '../model/inventory.ts';
import type { Cluster, Group } from '../model/kinds.ts';
import { pathsAbove } from '../model/paths.ts';
import { createDirectory, type Directory } from './directory.ts';
import { indexBy } from './index-by.ts';
import { lazy } from './memoise.ts';

/** The hierarchy of groups and the clusters that name them. */
export interface GroupIndex {
  readonly names: Directory;
  /** A group and all groups below it; empty if there is no such group. */
  below(name: string): readonly string[];
  /** The clusters that name the group itself. */
  members(name: string): readonly number[];
}

export function indexGroups(groups: readonly Item<Group>[], clusters: readonly Item<Cluster>[]): GroupIndex {
  const names = groups.map((group) => group.name);
  const below = lazy(() => indexBelow(names));
  const members = lazy(() => indexBy(clusters, ({ spec }) => spec.groups));
  return {
    names: createDirectory(() => names),
    below: (name) => below().get(name) ?? [],
    members: (name) => members().get(name) ?? [],
  };
}

function indexBelow(names: readonly string[]): Map<string, string[]> {
  const below = new Map(names.map((name): [string, string[]] => [name, [name]]));
  for (const name of names) {
    for (const above of pathsAbove(name)) below.get(above)?.push(name);
  }
  return below;
}
