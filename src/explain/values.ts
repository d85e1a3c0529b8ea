import type { Item } from '../model/inventory.ts';
import type { Cluster, Fleet, Group } from '../model/kinds.ts';
import type { Place } from '../model/place.ts';
import type { Resolution } from '../model/resolution.ts';
import { ownValues } from '../resolve/values.ts';

/** What one layer says about a value of a cluster. */
export interface ValueLayer {
  /** `fleet contoso`, `group stores/east`, `cluster e1` */
  readonly layer: string;
  /** Undefined if the layer does not set it. */
  readonly value: string | undefined;
  /** Whether this is what the cluster gets. */
  readonly wins: boolean;
  /** Another group of the same depth wins by chance alone (RE407). */
  readonly isUndecided: boolean;
  /** Where it is set, or the object that could set it. */
  readonly place: Place;
}

/** Who sets a value of a cluster, the weakest first. */
export function explainValue(
  { inventory, groupsOf, valuesOf }: Resolution,
  key: string,
  index: number,
  cluster: Item<Cluster>,
): ValueLayer[] {
  const winner = valuesOf(index).get(key)?.from;
  const names = groupsOf(index);
  const mine = new Set(names);
  const groups = new Map(inventory.groups.filter(({ name }) => mine.has(name)).map((group) => [group.name, group]));
  const layerOf = (layer: string, item: Item<Fleet | Group | Cluster>): ValueLayer => {
    const { text, from } = ownValues(item, item.spec.values).get(key) ?? {};
    const wins = from !== undefined && from.file === winner?.file && from.document === winner.document;
    return {
      layer,
      value: text,
      wins,
      isUndecided: false,
      place: from ?? { ...item.source, path: ['metadata', 'name'] },
    };
  };
  const layers = [
    layerOf(`fleet ${inventory.fleet.name}`, inventory.fleet),
    ...names.flatMap((name) => {
      const group = groups.get(name);
      return group ? [layerOf(`group ${name}`, group)] : [];
    }),
    layerOf(`cluster ${cluster.name}`, cluster),
  ];
  const winning = layers.find(({ wins }) => wins);
  return layers.map((layer) => ({ ...layer, isUndecided: winning !== undefined && isRival(layer, winning) }));
}

function isRival({ layer, value }: ValueLayer, winning: ValueLayer): boolean {
  const depth = (title: string) => title.split('/').length;
  const areGroups = layer.startsWith('group ') && winning.layer.startsWith('group ');
  return areGroups && value !== undefined && value !== winning.value && depth(layer) === depth(winning.layer);
}
