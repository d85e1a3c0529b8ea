import type { Gate } from './gate.ts';
import type { Group } from './groups.ts';
import type { Judge } from './objections.ts';
import type { Obstacle } from './waits.ts';

/** What is asked of the future. */
export interface Future {
  readonly gate: Gate;
  readonly judge: Judge;
  readonly moved: ReadonlySet<Group>;
  readonly now: number;
  readonly lead: number;
}

/**
 * When each group that waits may move, in milliseconds since 1970; undefined: not known, or not within a year. One that
 * depends on others that wait as well moves after these, and together with those that depend on it in turn.
 */
export function untilsOf(obstacles: ReadonlyMap<Group, Obstacle>, future: Future): Map<Group, number | undefined> {
  const { gate, now, lead } = future;
  const behind = behindOf(obstacles, future);
  const untils = new Map<Group, number | undefined>();
  const untilOf = (group: Group): number | undefined => {
    if (untils.has(group)) return untils.get(group);
    const together = [...reachable(group, behind)].filter(
      (other) => other === group || reachable(other, behind).has(group),
    );
    const others = together.flatMap((one) => [...(behind.get(one) ?? [])]).filter((other) => !together.includes(other));
    const starts = [...new Set(others)].map(untilOf);
    const farewells = together.flatMap((one) => {
      const farewell = obstacles.get(one)?.farewell;
      if (!farewell) return [];
      const said = farewell.words.size > 0 ? gate.opens(windowsOf(one), now) : now;
      return [farewell.words.size > 0 && said !== undefined ? said + lead : farewell.heard];
    });
    const from = [now, ...starts, ...farewells];
    const known = from.filter((time) => time !== undefined);
    const until =
      known.length === from.length ? gate.opens(together.flatMap(windowsOf), Math.max(...known)) : undefined;
    for (const one of together) untils.set(one, until);
    return until;
  };
  for (const group of obstacles.keys()) untilOf(group);
  return untils;
}

function windowsOf({ hours }: Group) {
  return [...hours.values()].flat().map(({ windows }) => windows);
}

/** For each group that waits those that have to move before it, or with it. */
function behindOf(obstacles: ReadonlyMap<Group, Obstacle>, { judge, moved }: Future): Map<Group, Set<Group>> {
  const waiting = [...obstacles.keys()];
  return new Map(
    Array.from(obstacles, ([group, { hindrance }]) => {
      const needed = judge.needs(new Set([...moved, group])).flatMap(({ without }) => without);
      const names = [...needed, ...(hindrance?.namespaces ?? [])];
      return [group, new Set(waiting.filter((one) => one !== group && names.some((name) => one.namespaces.has(name))))];
    }),
  );
}

/** A group and all that it depends on, directly or by way of others. */
function reachable(group: Group, behind: ReadonlyMap<Group, ReadonlySet<Group>>): Set<Group> {
  const found = new Set([group]);
  for (const one of found) for (const other of behind.get(one) ?? []) found.add(other);
  return found;
}
