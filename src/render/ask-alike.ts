import { at } from '../model/at.ts';
import { groupBy } from '../model/group-by.ts';

/** Something that is true on some clusters: each of them once. */
export interface Alike<C, T> {
  readonly value: T;
  readonly clusters: Iterable<C>;
}

/** What variables are on clusters. */
export interface Texts<C> {
  textOf(cluster: C, name: string): string | undefined;
  /** Equal for two clusters on which a variable is the same. */
  idOf(cluster: C, name: string): string | number | undefined;
}

export type LookUp = (name: string) => string | undefined;

/**
 * Asks the same on many clusters, once for all on which the answer cannot differ: those with the same texts of the
 * variables that were looked up to give it.
 */
export function askAlike<C, T>(
  clusters: readonly C[],
  { textOf, idOf }: Texts<C>,
  ask: (lookUp: LookUp) => T,
): Alike<C, T>[] {
  const open: (readonly C[])[] = clusters.length === 0 ? [] : [clusters];
  const found: Alike<C, T>[] = [];
  for (let next = open.pop(); next; next = open.pop()) {
    const example = at(next, 0);
    const looked = new Set<string>();
    const value = ask((name) => {
      looked.add(name);
      return textOf(example, name);
    });
    const names = [...looked];
    const isOne = names.length === 0 || next.length === 1;
    const groups = isOne
      ? [next]
      : groupBy(next, (one) => names.map((name) => idOf(one, name)).join('\u0000')).values();
    // The first group is that of the example: its clusters have the same texts of all that was looked at.
    const [alike = next, ...others] = groups;
    found.push({ value, clusters: alike });
    for (const group of others) open.push(group);
  }
  return found;
}
