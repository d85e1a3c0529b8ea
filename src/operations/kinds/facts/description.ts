import { join } from 'node:path';
import { type LocatedFile, openFile } from '../../../load/locate.ts';
import type { ClusterDelivery } from '../../../model/cluster-delivery.ts';
import type { AnyItem, KindName } from '../../../model/inventory.ts';
import type { Place } from '../../../model/place.ts';
import type { Resolution, Value } from '../../../model/resolution.ts';
import type { Host } from '../../../ports/host.ts';
import type { Repository } from '../../../state/repository.ts';

/** Plain data. A list of maps is a table: all its maps have the same fields. Null: there is none. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [field: string]: Fact };

/** Everything that concerns one object, made for programs and people alike: fields are only ever added. */
export type Description = {
  /** The kind of the object. */
  readonly of: KindName;
  readonly name: string;
} & { readonly [field: string]: Fact };

/** Where something was written. */
export type Origin = {
  /** Counted from the fleet root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
};

/** What descriptions are made from. */
export interface Describing {
  readonly resolution: Resolution;
  readonly now: Date;
  /** What was delivered to a cluster; undefined: nothing, or nothing is known of it. */
  deliveryTo(cluster: string): ClusterDelivery | undefined;
  /** The line that a place is in. A file is read when it is first asked for. */
  originOf(place: Place): Origin;
}

export function createDescribing(
  { fs, clock }: Host,
  { root }: Repository,
  resolution: Resolution,
  deliveryTo: Describing['deliveryTo'] = () => undefined,
): Describing {
  const files = new Map<string, LocatedFile>();
  return {
    resolution,
    deliveryTo,
    now: clock.now(),
    originOf(place) {
      const file = files.get(place.file) ?? openFile(fs.read(join(root, place.file)));
      files.set(place.file, file);
      return { file: place.file, line: file.locate(place).line };
    },
  };
}

/** What is told of every object, first of all. */
export function head({ name, object, spec, source }: AnyItem, { originOf }: Describing) {
  const { kind, metadata } = object;
  return {
    of: kind,
    name,
    description: spec.description ?? null,
    owners: spec.owners,
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    ...originOf({ ...source, path: ['metadata', 'name'] }),
  };
}

/** The values that an object has of its own. */
export function valueRows(values: ReadonlyMap<string, Value>, { originOf }: Describing) {
  return Array.from(values, ([key, { text, from }]) => ({ key, value: text, ...originOf(from) }));
}
