import type { LineUp, SetFacts } from '../model/line-up.ts';
import type { Group } from './groups.ts';
import { type FindProblems, ownersOf, unmetIn } from './problems.ts';

/** Something that would be wrong if just some groups moved. */
export interface Objection {
  /** Groups without whose move it would not be. */
  readonly against: readonly Group[];
  /** Namespaces that would have to move as well. */
  readonly without: readonly string[];
  readonly message: string;
}

/** Judges what a cluster would have if just some of its groups moved. */
export interface Judge {
  /** Sets that depend on what is not there. */
  needs(moved: ReadonlySet<Group>): Objection[];
  /** The same, and what is wrong by other rules. */
  all(moved: ReadonlySet<Group>): Objection[];
}

/** What is wrong already, or will be in the end, is no objection. */
export function judgeOf(groups: readonly Group[], delivered: LineUp, desired: LineUp, find: FindProblems): Judge {
  const groupOf = new Map(groups.flatMap((group) => Array.from(group.namespaces, (name) => [name, group] as const)));
  const split = (names: readonly string[], moved: ReadonlySet<Group>) => {
    const found = names.flatMap((name) => groupOf.get(name) ?? []);
    return {
      moving: [...new Set(found.filter((group) => moved.has(group)))],
      waiting: names.filter(
        (name) => groupOf.has(name) && !found.some((group) => moved.has(group) && group.namespaces.has(name)),
      ),
    };
  };
  const unmet = (moved: ReadonlySet<Group>): Keyed[] =>
    unmetIn(lineUpAfter(delivered, desired, moved)).map(({ namespace, unit }) => {
      const key = `${namespace} needs ${unit}`;
      const mine = split([namespace], moved);
      const owners = split(ownersOf(unit, desired), moved);
      if (mine.moving.length > 0)
        return { key, against: mine.moving, without: owners.waiting, message: `${unit} is not there yet` };
      const without = mine.waiting.length > 0 ? mine.waiting : owners.waiting;
      const against = split(ownersOf(unit, delivered), moved).moving;
      return { key, against, without, message: `namespace ${namespace} still needs ${unit}` };
    });
  const otherwise = (moved: ReadonlySet<Group>): Keyed[] => {
    const variables = groups.some((group) => group.hasVariables && !moved.has(group)) ? 'delivered' : 'desired';
    const problems = find({ lineUp: lineUpAfter(delivered, desired, moved), variables });
    return problems.map(({ key, namespaces, variables: alsoVariables, message }) => {
      const { moving, waiting } = split(namespaces, moved);
      const changing = alsoVariables ? [...moved].filter((group) => group.hasVariables) : [];
      return { key: `other ${key}`, against: [...new Set([...moving, ...changing])], without: waiting, message };
    });
  };
  return { needs: unknown(unmet, groups), all: unknown((moved) => [...unmet(moved), ...otherwise(moved)], groups) };
}

/** The sets of a cluster once some groups have moved. */
export function lineUpAfter(delivered: LineUp, desired: LineUp, moved: Iterable<Group>): LineUp {
  const sets = new Map<string, SetFacts>(delivered.sets);
  for (const { namespaces } of moved) {
    for (const name of namespaces) {
      const set = desired.sets.get(name);
      if (set) sets.set(name, set);
      else sets.delete(name);
    }
  }
  return { sets };
}

interface Keyed extends Objection {
  readonly key: string;
}

/** Leaves out what is found where nothing moves, or everything; an objection against nobody is one against all. */
function unknown(find: (moved: ReadonlySet<Group>) => Keyed[], groups: readonly Group[]) {
  let known: ReadonlySet<string> | undefined;
  return (moved: ReadonlySet<Group>): Objection[] => {
    const found = moved.size === 0 || moved.size === groups.length ? [] : find(moved);
    if (found.length === 0) return [];
    known ??= new Set([...find(new Set()), ...find(new Set(groups))].map(({ key }) => key));
    const fresh = found.filter(({ key }) => !known?.has(key));
    return fresh.map((one) => (one.against.length > 0 ? one : { ...one, against: [...moved] }));
  };
}
