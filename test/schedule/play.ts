import type { Having } from '../../src/model/line-up.ts';
import { newCalendar } from '../../src/model/time/calendar.ts';
import type { ClusterTiming } from '../../src/model/time/cluster-timing.ts';
import type { Decision } from '../../src/schedule/decision.ts';
import { schedule } from '../../src/schedule/schedule.ts';
import { written } from '../model/time/minutes.ts';
import { having, havingAfter } from './notes.ts';
import { type Deploy, namespaces, type World } from './world.ts';

/** What happened to the cluster of a world in a deploy. */
export interface Step {
  readonly deploy: Deploy;
  /** In milliseconds since 1970. */
  readonly now: number;
  readonly before: Having | undefined;
  readonly after: Having | undefined;
  readonly decision: Decision;
}

/** Shared, since the worlds have the same few schedules. */
const calendar = newCalendar();

/** Goes through the deploys of a world, and whatever else is wanted after them. */
export function play(world: World, more: readonly Deploy[] = []): Step[] {
  const start = Date.parse(world.from);
  const since = new Map<string, number>();
  let before: Having | undefined;
  return [...world.deploys, ...more].map((deploy) => {
    const { at, intent, atOnce = false } = deploy;
    const now = start + at * 60_000;
    const desired = having(intent.sets, intent.variables);
    const [decision] = schedule(
      [{ delivered: before, desired, timing: timingOf(world, deploy), atOnce, saidSince: new Map(since) }],
      { now, undo: undefined, onRemove: new Map(namespaces.map((name) => [name, intent.onRemove])), calendar },
    );
    if (!decision) throw new Error('nothing is decided');
    const after = havingAfter(decision, before, desired);
    for (const [name, { saysDelete }] of after?.lineUp.sets ?? [])
      if (before?.lineUp.sets.get(name)?.saysDelete !== saysDelete) since.set(name, now);
    const step = { deploy, now, before, after, decision };
    before = after;
    return step;
  });
}

export function timingOf({ timeZone, windows, own, freezes }: World, { hold }: Deploy): ClusterTiming {
  return {
    timeZone,
    windows: written(windows),
    namespaces: new Map(Object.entries(own).map(([name, some]) => [name, written(some)])),
    freezes,
    hold: hold && { reason: 'flood', until: hold.until },
    lead: 15 * 60_000,
  };
}
