import type { AnyObject } from '../kinds.ts';

/** Every kind, as it is written in `kind:`. */
export type KindName = AnyObject['kind'];

/** The shape of each kind as people write it. */
export type Kinds = { readonly [K in KindName]: Extract<AnyObject, { readonly kind: K }> };

/** All that the program knows of a kind beside its schema. */
export interface KindDefinition<K extends KindName, Spec> {
  readonly kind: K;
  /** What it is called on the command line. */
  readonly singular: string;
  readonly plural: string;
  /** Other words for it. */
  readonly short: readonly string[];
  /** The spec of a valid object, with the defaults of the schema where something was left out. */
  normalise(object: Kinds[K]): Spec;
}
