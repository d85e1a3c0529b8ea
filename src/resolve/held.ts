import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import type { Resolution } from '../model/resolution.ts';
import { newCalendar } from '../model/time/calendar.ts';
import { holdEnd } from '../model/time/hold-end.ts';

/** Of some clusters those that are held at a time, in the days of their own zone. */
export function heldAmong(
  { inventory, timeZoneOf }: Pick<Resolution, 'inventory' | 'timeZoneOf'>,
  clusters: ClusterSet,
  now: Date,
): ClusterSet {
  const calendar = newCalendar();
  const isHeld = (index: number) => {
    const { hold } = at(inventory.clusters, index).spec;
    return holdEnd({ hold, timeZone: timeZoneOf(index) ?? 'UTC' }, calendar) > now.getTime();
  };
  return ClusterSet.of(clusters.size, [...clusters].filter(isHeld));
}
