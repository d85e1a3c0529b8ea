import { at } from '../../model/at.ts';
import { UsageError } from '../../model/errors.ts';
import type { Item } from '../../model/inventory.ts';
import { findKind, type KindWords, kindWordsOf } from '../../model/kind-names.ts';
import type { Cluster } from '../../model/kinds.ts';
import type { Resolution } from '../../model/resolution.ts';
import { requireObject } from '../../operations/list/find-objects.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { Repository } from '../../state/repository.ts';
import { required } from './arguments.ts';
import type { Context } from './context.ts';

/** The cluster that a question is about, as an argument. */
export const clusterWord = required('cluster', 'the cluster that is asked about', 'cluster');

/** A cluster that a question is about. */
export interface NamedCluster {
  readonly host: Host;
  readonly repository: Repository;
  readonly resolution: Resolution;
  readonly index: number;
  readonly cluster: Item<Cluster>;
}

/** Finds the cluster that was typed; a UserError with what was probably meant if there is none. */
export async function namedCluster({ host }: Context, state: FleetState, typed: string): Promise<NamedCluster> {
  const resolution = await state.resolution();
  const { clusters } = resolution.inventory;
  const name = nameWord(typed, kindWordsOf('Cluster'));
  await requireObject(state, 'Cluster', name);
  const index = clusters.findIndex((item) => item.name === name);
  return { host, repository: state.repository, resolution, index, cluster: at(clusters, index) };
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
