import { compareText } from '../../model/compare.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { LineUp, SetFacts } from '../../model/line-up.ts';
import type { Outcome } from '../../schedule/decision.ts';
import type { DecidedCluster } from './outcome/decide-output.ts';
import { once } from './outcome/once.ts';

/** Something that leaves clusters, now or when it may: a namespace, or an application wherever it was. */
export interface Leaving {
  /** `namespace/NAME` or `application/NAME`. */
  readonly what: string;
  /** The names of the clusters, sorted. */
  readonly clusters: readonly string[];
  /** The home groups of the clusters, those with the most of them first. */
  readonly groups: readonly { readonly group: string; readonly clusters: number }[];
  /** On how many of the clusters it waits. */
  readonly waiting: number;
}

/** What leaves clusters that are delivered to before and after; most clusters first, then by name. */
export function leavingOf(decisions: readonly DecidedCluster[], { clusters }: Inventory): Leaving[] {
  const found = new Map<string, { readonly names: string[]; waiting: number }>();
  const unitsOf = once(({ sets }: LineUp) => unitsIn(sets.values()));
  const unitsAfter = once(({ sets }: Outcome) => unitsIn(Array.from(sets.values(), ({ set }) => set)));
  for (const { name, delivered, desired, decision } of decisions) {
    if (!delivered || !desired || delivered === desired) continue;
    const [had, wanted] = [unitsOf(delivered), unitsOf(desired)];
    const kept = decision.outcome && unitsAfter(decision.outcome);
    for (const what of had) {
      if (wanted.has(what)) continue;
      const loss = found.get(what) ?? { names: [], waiting: 0 };
      found.set(what, loss);
      loss.names.push(name);
      if (kept?.has(what)) loss.waiting += 1;
    }
  }
  const homes = new Map(clusters.map(({ name, spec }) => [name, spec.home]));
  const all = Array.from(found, ([what, { names, waiting }]) => {
    return { what, clusters: names.sort(compareText), groups: countHomes(names, homes), waiting };
  });
  return all.sort((a, b) => b.clusters.length - a.clusters.length || compareText(a.what, b.what));
}

/** `namespace/NAME` and `application/NAME` for all that is in some sets. */
export function unitsIn(sets: Iterable<SetFacts>): ReadonlySet<string> {
  const units = Array.from(sets, ({ namespace, applications }) => [
    `namespace/${namespace}`,
    ...applications.map((name) => `application/${name}`),
  ]);
  return new Set(units.flat());
}

function countHomes(names: readonly string[], homes: ReadonlyMap<string, string>): Leaving['groups'] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const group = homes.get(name) ?? '';
    if (group !== '') counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const all = Array.from(counts, ([group, count]) => ({ group, clusters: count }));
  return all.sort((a, b) => b.clusters - a.clusters || compareText(a.group, b.group));
}
