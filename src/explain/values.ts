import type { Place } from '../model/place.ts';
import type { Resolution } from '../model/resolution.ts';
import { type Layer, layersOf } from '../resolve/layers.ts';
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
  cluster: Layer['item'],
): ValueLayer[] {
  const winner = valuesOf(index).get(key)?.from;
  const layers = layersOf(inventory, groupsOf(index), cluster).map((layer) => {
    const { text, from } = ownValues(layer.item, layer.item.spec.values).get(key) ?? {};
    const wins = from !== undefined && from.file === winner?.file && from.document === winner.document;
    return { ...layer, text, from, wins };
  });
  const winning = layers.find(({ wins }) => wins);
  return layers.map(({ giver, depth, item, text, from, wins }) => ({
    layer: giver,
    value: text,
    wins,
    isUndecided: winning !== undefined && depth === winning.depth && text !== undefined && text !== winning.text,
    place: from ?? { ...item.source, path: ['metadata', 'name'] },
  }));
}
