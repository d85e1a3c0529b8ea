import type { Freezes, Windows } from '../../../model/kinds.ts';
import { dayIn } from '../../../model/time/zone-days.ts';
import type { Given } from '../../../resolve/timing.ts';
import type { Describing } from './description.ts';

/** Windows, one row each. */
export function windowRows(windows: Given<Windows> | undefined, { originOf }: Describing) {
  if (!windows) return [];
  const { value, giver, place } = windows;
  return value.map(({ schedule, duration }, at) => ({
    schedule,
    duration,
    from: giver,
    ...originOf({ ...place, path: [...(place.path ?? []), at] }),
  }));
}

/** Freezes, one row each; `state` is past, now or coming, by the day that it is in the time zone. */
export function freezeRows(
  freezes: readonly Given<Freezes[number]>[],
  timeZone: string | undefined,
  describing: Describing,
) {
  const today = dayIn(timeZone, describing.now.getTime());
  return freezes.map(({ value: { from: first, to, reason }, giver, place }) => ({
    first,
    last: to,
    state: today > to ? 'past' : today < first ? 'coming' : 'now',
    reason: reason ?? null,
    from: giver,
    ...describing.originOf(place),
  }));
}
