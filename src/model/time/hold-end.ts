import type { Calendar } from './calendar.ts';
import type { ClusterTiming } from './cluster-timing.ts';

/** When a hold is over, in milliseconds since 1970; infinite for one that has to be released, or for none -Infinity. */
export function holdEnd({ hold, timeZone }: Pick<ClusterTiming, 'hold' | 'timeZone'>, calendar: Calendar): number {
  if (!hold) return -Infinity;
  return hold.until === undefined ? Infinity : calendar.daysIn(timeZone).endOf(hold.until);
}
