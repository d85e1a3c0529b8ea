import type { ClusterSet } from '../../model/cluster-set.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Describing, Description } from './facts/description.ts';

/** How many clusters of a set count. */
export type Count = (clusters: ClusterSet) => number;

/** What follows from an object, as `get` shows it. Fields are only ever added. */
export interface Status {
  /** The file in which it is written. */
  readonly source: string;
  readonly [field: string]: unknown;
}

/** An object that is listed. */
export interface Listed {
  readonly resolution: Resolution;
  /** Its place among the objects of its kind. */
  readonly index: number;
  readonly source: string;
  readonly count: Count;
}

/** What is told of the objects of a kind. An object is given by its place among those of its kind. */
export interface ToldKind {
  /** Whether it can be said which clusters an object concerns: then its status has `clusters`, or it is one. */
  readonly isSelectable: boolean;
  status(listed: Listed): Status;
  /** Everything that concerns an object. */
  describe(describing: Describing, index: number): Description;
}

/** The variants that some clusters have, with how many. */
export function variantCounts(
  variants: readonly { readonly name: string; readonly clusters: ClusterSet }[],
  count: Count,
) {
  const counted = variants.map(({ name, clusters }) => ({ name, clusters: count(clusters) }));
  return counted.filter(({ clusters }) => clusters > 0);
}
