import type { Freezes, Windows } from '../model/kinds.ts';
import type { Place } from '../model/place.ts';
import { isDeeper, type Layer, type LayerSpec } from './layers.ts';

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

/** Whether a layer says anything about time. */
export function saysWhen({ timeZone, windows, freezes }: Omit<LayerSpec, 'values'>): boolean {
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

function deepest<K extends 'timeZone' | 'windows'>(
  layers: readonly Layer[],
  field: K,
): Given<NonNullable<LayerSpec[K]>> | undefined {
  let best: { readonly layer: Layer; readonly value: NonNullable<LayerSpec[K]> } | undefined;
  for (const layer of layers) {
    const value = layer.item.spec[field];
    if (value && isDeeper(layer, best?.layer)) best = { layer, value };
  }
  return best && given(best.layer, best.value, [field]);
}

function given<T>({ giver, item }: Layer, value: T, field: readonly (string | number)[]): Given<T> {
  return { value, giver, place: { ...item.source, path: ['spec', ...field] } };
}
