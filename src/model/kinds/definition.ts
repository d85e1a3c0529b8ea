import type { AnyObject } from '../kinds.ts';
import type { Reference } from './references.ts';

/** Every kind, as it is written in `kind:`. */
export type KindName = AnyObject['kind'];

/** The shape of each kind as people write it. */
export type Kinds = { readonly [K in KindName]: Extract<AnyObject, { readonly kind: K }> };

export interface FilesBelow {
  readonly folder: 'inventory/' | 'expectations/';
  /** The file of a new object, without `.yaml`; `home`: the first group that it names. */
  newFile(name: string, home: string | undefined): string;
}

/** All that the program knows of a kind beside its schema. */
export interface KindDefinition<K extends KindName, Spec, Plural extends string = string> {
  readonly kind: K;
  /** What it is called on the command line. */
  readonly singular: string;
  /** Also the name of its list in an Inventory. */
  readonly plural: Plural;
  /** Other words for it. */
  readonly short: readonly string[];
  /** Where its objects are written: in one file, or anywhere below a folder. */
  readonly files: 'resedge.yaml' | FilesBelow;
  /** Its fields that name other objects. */
  readonly references: readonly Reference[];
  /** The spec of a valid object, with the defaults of the schema where something was left out. */
  normalise(object: Kinds[K]): Spec;
}
