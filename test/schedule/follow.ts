import type { Having } from '../../src/model/line-up.ts';
import type { ClusterTiming } from '../../src/model/time/cluster-timing.ts';
import { type ClusterInput, type ScheduleOptions, schedule } from '../../src/schedule/schedule.ts';
import { havingAfter, havingText, timing, waitsText } from './notes.ts';

/** What follows clusters from one deploy to the next. */
export interface Follower {
  /**
   * One deploy: for each cluster what it has after it, and what waits, as lines. What clusters should have and their
   * timings stay what they were, where nothing new is said; undefined: it is not in the inventory any more.
   */
  deploy(at: string, change?: Change): Record<string, string[]>;
}

interface Change {
  readonly wants?: Readonly<Record<string, Having | undefined>>;
  readonly timings?: Readonly<Record<string, ClusterTiming>>;
  readonly options?: Partial<ScheduleOptions<ClusterInput>>;
  readonly atOnce?: readonly string[];
  readonly saidSince?: ReadonlyMap<string, number>;
}

export function follow(clusters: Readonly<Record<string, ClusterTiming>>): Follower {
  const has = new Map<string, Having>();
  const wants = new Map<string, Having>();
  const timings = new Map(Object.entries(clusters));
  return {
    deploy(at, change = {}) {
      for (const [name, want] of Object.entries(change.wants ?? {})) {
        if (want) wants.set(name, want);
        else wants.delete(name);
      }
      for (const [name, when] of Object.entries(change.timings ?? {})) timings.set(name, when);
      const names = [...new Set([...has.keys(), ...wants.keys()])].sort();
      const inputs = names.map((name) => ({
        delivered: has.get(name),
        desired: wants.get(name),
        timing: timings.get(name) ?? timing(),
        atOnce: change.atOnce?.includes(name) ?? false,
        ...(change.saidSince && { saidSince: change.saidSince }),
      }));
      const options = { now: Date.parse(at), undo: undefined, onRemove: new Map(), ...change.options };
      const decisions = schedule(inputs, options);
      const lines = names.map((name, index): [string, string[]] => {
        const decision = decisions[index];
        if (!decision) throw new Error(`nothing is decided for ${name}`);
        const after = havingAfter(decision, has.get(name), wants.get(name));
        if (after) has.set(name, after);
        else has.delete(name);
        return [name, [havingText(after), ...waitsText(decision)]];
      });
      return Object.fromEntries(lines);
    },
  };
}
