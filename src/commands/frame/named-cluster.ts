import { at } from '../../model/at.ts';
import { UsageError } from '../../model/errors.ts';
import type { Item } from '../../model/inventory.ts';
import { findKind, type KindWords, kindWordsOf } from '../../model/kind-names.ts';
import type { Cluster } from '../../model/kinds.ts';
import { requireObject } from '../../operations/list/find-objects.ts';
import type { Host } from '../../ports/host.ts';
import type { ReadFleet } from '../../state/read-fleet.ts';
import { required } from './arguments.ts';
import type { Context } from './context.ts';

/** The cluster that a question is about, as an argument. */
export const clusterWord = required('cluster', 'the cluster that is asked about', 'cluster');

/** A cluster that a question is about. */
export interface NamedCluster {
  readonly host: Host;
  readonly fleet: ReadFleet;
  readonly index: number;
  readonly cluster: Item<Cluster>;
}

/** Finds the cluster that was typed; a UserError with what was probably meant where there is none. */
export function namedCluster({ host }: Context, fleet: ReadFleet, typed: string): NamedCluster {
  const words = kindWordsOf('Cluster');
  const { clusters } = fleet.resolution.inventory;
  const name = nameWord(typed, words);
  requireObject(fleet, 'Cluster', name);
  const index = clusters.findIndex((item) => item.name === name);
  return { host, fleet, index, cluster: at(clusters, index) };
}

/** A name that was typed with or without its kind: `till` or `app/till`. */
export function nameWord(typed: string, { kind, singular }: KindWords): string {
  const slash = typed.indexOf('/');
  const words = slash < 0 ? undefined : findKind(typed.slice(0, slash));
  if (!words) return typed;
  if (words.kind !== kind)
    throw new UsageError(
      `${typed} is of another kind: ${singular} is wanted`,
      `Write the name of the ${singular} alone.`,
    );
  return typed.slice(slash + 1);
}
