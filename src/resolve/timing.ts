import type { Inventory, Item } from '../model/inventory.ts';
import type { Freezes, Windows } from '../model/kinds.ts';
import type { Place } from '../model/place.ts';

/** Something that concerns a cluster, with who gives it and where that was written. */
export interface Given<T> {
  readonly value: T;
  /** `fleet contoso`, `group stores/central`, `cluster nola-1`. */
  readonly giver: string;
  readonly place: Place;
}

/** What a cluster has of its own and inherits about time. */
export interface Timing {
  readonly timeZone: Given<string> | undefined;
  /** Undefined: changes may come at any time, as with an empty list. */
  readonly windows: Given<Windows> | undefined;
  /** All that concern the cluster; none lifts another. */
  readonly freezes: readonly Given<Freezes[number]>[];
}

/** What can give something to a cluster, the weakest first. */
export interface Layer {
  readonly giver: string;
  /** -1 for the fleet, the number of labels in its path for a group. */
  readonly depth: number;
  readonly item: Item<unknown> & { readonly spec: LayerSpec };
}

interface LayerSpec {
  readonly timeZone?: string | undefined;
  readonly windows?: Windows | undefined;
  readonly freezes: Freezes;
}

/** The fleet, the groups of a cluster from shallow to deep, and the cluster itself where it is one. */
export function layersOf(
  { fleet, groups }: Inventory,
  names: readonly string[],
  cluster: Layer['item'] | undefined,
): Layer[] {
  const wanted = new Set(names);
  const byName = new Map(groups.filter(({ name }) => wanted.has(name)).map((group) => [group.name, group]));
  const layers: Layer[] = [{ giver: `fleet ${fleet.name}`, depth: -1, item: fleet }];
  for (const name of names) {
    const item = byName.get(name);
    if (item) layers.push({ giver: `group ${name}`, depth: name.split('/').length, item });
  }
  if (cluster) layers.push(clusterLayer(cluster));
  return layers;
}

/** What a cluster gives to itself: it wins over all others. */
export function clusterLayer(cluster: Layer['item']): Layer {
  return { giver: `cluster ${cluster.name}`, depth: Number.POSITIVE_INFINITY, item: cluster };
}

/** Whether a layer gives anything at all. */
export function saysWhen({ timeZone, windows, freezes }: LayerSpec): boolean {
  return timeZone !== undefined || windows !== undefined || freezes.length > 0;
}

/** What layers give: of time zone and windows the deepest has its way, as with values; freezes add up. */
export function timingOf(layers: readonly Layer[]): Timing {
  return {
    timeZone: deepest(layers, 'timeZone'),
    windows: deepest(layers, 'windows'),
    freezes: layers.flatMap((layer) =>
      layer.item.spec.freezes.map((value, at) => given(layer, value, ['freezes', at])),
    ),
  };
}

/** Of two equally deep ones the first: that they disagree is an error (RE407). */
function deepest<K extends 'timeZone' | 'windows'>(
  layers: readonly Layer[],
  field: K,
): Given<NonNullable<LayerSpec[K]>> | undefined {
  let best: { readonly layer: Layer; readonly value: NonNullable<LayerSpec[K]> } | undefined;
  for (const layer of layers) {
    const value = layer.item.spec[field];
    if (value && (!best || best.layer.depth < layer.depth)) best = { layer, value };
  }
  return best && given(best.layer, best.value, [field]);
}

function given<T>({ giver, item }: Layer, value: T, field: readonly (string | number)[]): Given<T> {
  return { value, giver, place: { ...item.source, path: ['spec', ...field] } };
}
