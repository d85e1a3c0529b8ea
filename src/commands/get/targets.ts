import { UsageError } from '../../model/errors.ts';
import type { KindWords } from '../../model/kind-names.ts';
import { toldKinds } from '../../operations/kinds/index.ts';
import { readKinds } from '../frame/kind-words.ts';
import { isObject, readObjects } from '../frame/object-words.ts';

/** Objects of a kind that somebody wants to see: all, or those with a name. */
export interface Target {
  readonly words: KindWords;
  /** Empty: all of the kind. */
  readonly names: readonly string[];
}

/**
 * Reads `clusters`, `clusters,groups`, `all`, `cluster nola-1 nola-2` or `cluster/nola-1 group/stores`.
 *
 * @param isNarrowed With an expression: `all` is then all that have something to do with clusters.
 */
export function readTargets(first: string, rest: readonly string[], isNarrowed: boolean): Target[] {
  const targets = isObject(first)
    ? byKind([first, ...rest])
    : readKinds(first, ['placements', 'overlays', 'requests']).map((words) => ({ words, names: rest }));
  if (!isNarrowed) return targets;
  const unfit = targets.find(({ words }) => !isSelectable(words));
  if (unfit && first.toLowerCase() !== 'all') throw new UsageError(`-l does not go with ${unfit.words.plural}`);
  return targets.filter(({ words }) => isSelectable(words));
}

function byKind(typed: readonly string[]): Target[] {
  const names = new Map<KindWords, string[]>();
  for (const { words, name } of readObjects(typed)) names.set(words, [...(names.get(words) ?? []), name]);
  return Array.from(names, ([words, some]) => ({ words, names: some }));
}

function isSelectable({ kind }: KindWords): boolean {
  return toldKinds[kind].isSelectable;
}
