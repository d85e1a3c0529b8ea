import type { LineUp } from '../../../model/line-up.ts';
import type { SetUnit } from '../../../model/sets.ts';
import type { Unit } from '../../../model/unit.ts';
import { once } from '../outcome/once.ts';
import { known } from '../outcome/set-facts.ts';
import type { JudgedCluster } from './judged-clusters.ts';

/** A namespace, or an application in one, that some clusters have before and after a change. */
export interface UnitChange extends Unit {
  readonly before: SetUnit;
  readonly after: SetUnit;
  /** Both are the same: only variables of clusters differ. */
  readonly isSame: boolean;
  readonly clusters: JudgedCluster[];
}

/** All units that clusters have before and after, once for each two that are alike in content and own variables. */
export function unitChanges(clusters: readonly JudgedCluster[]): UnitChange[] {
  const found = new Map<string, UnitChange>();
  const unitsOf = once(unitsIn);
  const keyOf = once(({ content, variables }: SetUnit) => JSON.stringify([content, variables && [...variables]]));
  const changesFrom = once((had: LineUp) =>
    once((has: LineUp) =>
      [...unitsOf(has)].flatMap(([name, { unit: after, ...unit }]) => {
        const before = unitsOf(had).get(name)?.unit;
        if (!before) return [];
        const [from, to] = [keyOf(before), keyOf(after)];
        const key = [name, from, to].join('\n');
        const change = found.get(key) ?? { ...unit, before, after, isSame: from === to, clusters: [] };
        found.set(key, change);
        return [change];
      }),
    ),
  );
  for (const cluster of clusters) {
    for (const change of changesFrom(cluster.had)(cluster.has))
      if (!change.isSame || cluster.changed.length > 0) change.clusters.push(cluster);
  }
  return [...found.values()].filter((change) => change.clusters.length > 0);
}

function unitsIn({ sets }: LineUp): ReadonlyMap<string, Unit & { readonly unit: SetUnit }> {
  return new Map(
    [...sets.values()].flatMap((set) =>
      known(set).model.units.map((unit) => {
        const application = unit.kind === 'application' ? unit.name : undefined;
        return [`${unit.kind} ${set.namespace}/${unit.name}`, { namespace: set.namespace, application, unit }] as const;
      }),
    ),
  );
}
