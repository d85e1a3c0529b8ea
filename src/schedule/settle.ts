import { compareText } from '../model/compare.ts';
import type { Group } from './groups.ts';
import type { Judge, Objection } from './objections.ts';

/** Why a group may not move although everything is open for it. */
export interface Hindrance {
  /** The namespaces that it waits for, sorted. */
  readonly namespaces: readonly string[];
  readonly message: string;
}

/**
 * Those of the groups that could move which have to wait, since what came out would be wrong without others that wait.
 *
 * As many move as can: those that have part in something wrong are taken back until nothing is, then each is tried once
 * more for itself, as a problem may name more than those who caused it.
 */
export function settle(free: readonly Group[], judge: Judge): Map<Group, Hindrance> {
  const hindered = new Map<Group, Hindrance>();
  const moved = new Set(free);
  for (let objections = judge.all(moved); objections.length > 0; objections = judge.all(moved)) {
    for (const objection of objections) {
      for (const group of objection.against) {
        moved.delete(group);
        hindered.set(group, hindranceOf(objection, group));
      }
    }
  }
  for (let before = -1; before !== hindered.size; ) {
    before = hindered.size;
    for (const group of free.filter((one) => hindered.has(one))) {
      const [objection] = judge.all(new Set([...moved, group]));
      if (objection) {
        hindered.set(group, hindranceOf(objection, group));
      } else {
        moved.add(group);
        hindered.delete(group);
      }
    }
  }
  return hindered;
}

function hindranceOf({ without, message }: Objection, group: Group): Hindrance {
  return { namespaces: without.filter((name) => !group.namespaces.has(name)).sort(compareText), message };
}
