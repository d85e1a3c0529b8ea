import type { Item } from '../model/inventory.ts';
import type { Cluster } from '../model/kinds.ts';
import type { Place } from '../model/place.ts';
import type { Resolution } from '../model/resolution.ts';

/** A group that a cluster is in, and how it comes to be there. */
export interface GroupWay {
  readonly group: string;
  /** `home` and `named`: the cluster names it. `expression`: its expression selects it. `above`: it is above another. */
  readonly how: 'home' | 'named' | 'expression' | 'above';
  /** The expression of the group, if that is how it is in it. */
  readonly expression: string | null;
  /** Where that is said: in the cluster or in the group. */
  readonly place: Place;
}

/** The groups of a cluster from shallow to deep, and how it comes to be in each. */
export function waysIntoGroups(
  { groupsOf, inventory, select }: Resolution,
  index: number,
  { spec: { groups: named }, source: clusterSource }: Item<Cluster>,
): GroupWay[] {
  const mine = new Set(groupsOf(index));
  const groups = new Map(inventory.groups.filter(({ name }) => mine.has(name)).map((group) => [group.name, group]));
  return groupsOf(index).map((group): GroupWay => {
    const at = named.indexOf(group);
    if (at >= 0) {
      const place = { ...clusterSource, path: ['spec', 'groups', at] };
      return { group, how: at === 0 ? 'home' : 'named', expression: null, place };
    }
    const { source = clusterSource, spec } = groups.get(group) ?? {};
    const place = { ...source, path: ['spec', 'clusters'] };
    const expression = spec?.clusters;
    const isSelected = expression !== undefined && select(expression, place).clusters.has(index);
    return isSelected
      ? { group, how: 'expression', expression, place }
      : { group, how: 'above', expression: null, place: { ...source, path: ['metadata', 'name'] } };
  });
}
