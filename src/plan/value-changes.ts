import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { by } from '../model/compare.ts';
import { isEmpty } from '../model/record.ts';
import type { Resolution, Value } from '../model/resolution.ts';
import type { ClusterPairs } from './cluster-pairs.ts';

/** What clusters have another value of. */
export interface ValueChange {
  /** `values.KEY` or `timeZone`. */
  readonly field: string;
  /** Made by the positions of ClusterPairs. */
  readonly clusters: ClusterSet;
}

type Values = ReadonlyMap<string, Value>;

/** The values and time zones, own and inherited, that differ on clusters that are there before and after; sorted by field. */
export function valueChanges(before: Resolution, after: Resolution, pairs: ClusterPairs): ValueChange[] {
  const changes = new Map<string, ClusterSet>();
  const differenceOf = memoiseDifferences();

  function add(field: string, position: number): void {
    const clusters = changes.get(field) ?? ClusterSet.none(pairs.names.length);
    clusters.add(position);
    changes.set(field, clusters);
  }

  for (let position = 0; position < pairs.names.length; position++) {
    const was = at(pairs.before, position);
    const is = at(pairs.after, position);
    if (was < 0 || is < 0) continue;
    const inherits = hasNoValues(before, was) && hasNoValues(after, is);
    for (const key of (inherits ? differenceOf : difference)(before.valuesOf(was), after.valuesOf(is)))
      add(`values.${key}`, position);
    if (before.timeZoneOf(was) !== after.timeZoneOf(is)) add('timeZone', position);
  }
  return Array.from(changes, ([field, clusters]) => ({ field, clusters })).sort(by(({ field }) => field));
}

/** Then it shares what it inherits with others, as one and the same map. */
function hasNoValues({ inventory }: Resolution, index: number): boolean {
  return isEmpty(at(inventory.clusters, index).spec.values);
}

/** Worked out once for each pair of maps. */
function memoiseDifferences(): typeof difference {
  const known = new Map<Values, Map<Values, readonly string[]>>();
  return (before, after) => {
    const ofBefore = known.get(before) ?? new Map<Values, readonly string[]>();
    known.set(before, ofBefore);
    const found = ofBefore.get(after) ?? difference(before, after);
    ofBefore.set(after, found);
    return found;
  };
}

function difference(before: Values, after: Values): readonly string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => before.get(key)?.text !== after.get(key)?.text);
}
