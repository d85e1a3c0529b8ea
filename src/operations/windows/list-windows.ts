import { at } from '../../model/at.ts';
import type { ClusterSet } from '../../model/cluster-set.ts';
import { compareText } from '../../model/compare.ts';
import type { Windows } from '../../model/kinds.ts';
import type { Profile, Resolution } from '../../model/resolution.ts';
import { type Calendar, newCalendar } from '../../model/time/calendar.ts';
import { type ClusterTiming, windowsFor } from '../../model/time/cluster-timing.ts';
import { timeShown } from '../../model/time/local-time.ts';
import type { Reading } from '../../model/time/moment-text.ts';
import { clusterTimings } from '../../resolve/cluster-timings.ts';
import { type HoursAt, hoursAt } from '../../schedule/hours-at.ts';
import { numbersBy } from '../../schedule/numbers.ts';
import { timingText, windowsText } from '../../schedule/timing-text.ts';
import { closedText } from '../../schedule/wait-text.ts';

/** When changes may come, seen from a time. */
export interface Hours extends HoursAt, Reading {
  /** Equal for equal hours, and for nothing else. */
  readonly key: string;
  /** Why it is not open, for people; undefined where it is. */
  readonly because: string | undefined;
  /** What counts; an empty list: at any time, but for holds and freezes. */
  readonly windows: Windows;
}

/** Clusters with one home group for which the same hours count. */
export interface SharedWindows {
  /** Empty for clusters that name none. */
  readonly group: string;
  /** Whose own windows these are; undefined: those of the clusters. */
  readonly namespace: string | undefined;
  readonly hours: Hours;
  readonly clusters: number;
  /** The first of them, by name. */
  readonly sample: readonly string[];
}

interface Entry extends SharedWindows {
  clusters: number;
  readonly sample: string[];
}

const mostNames = 3;

/** A time that is asked about: the same for all, or the one at which clocks where a cluster is show something. */
export type AskedTime =
  /** In milliseconds since 1970. */
  | { readonly time: number }
  /** As if clocks showed UTC. */
  | { readonly shown: number };

/**
 * When changes may come to clusters, by home group, and to namespaces on them that have windows of their own. What
 * `deploy` would find open is open.
 */
export function listWindows(resolution: Resolution, clusters: ClusterSet, asked: AskedTime): SharedWindows[] {
  const { engine, inventory } = resolution;
  const timingOf = clusterTimings(resolution, (connectivity) => engine.lead(connectivity, true));
  const partsOf = partsOnce(asked, newCalendar());
  const entries = new Map<string, Entry>();
  for (const index of clusters) {
    const { name, spec } = at(inventory.clusters, index);
    for (const { namespace, hours } of partsOf(timingOf(index), resolution.profileOf(index))) {
      const key = JSON.stringify([spec.home, namespace, hours.key]);
      const entry = entries.get(key) ?? { group: spec.home, namespace, hours, clusters: 0, sample: [] };
      entries.set(key, entry);
      entry.clusters += 1;
      if (entry.sample.length < mostNames) entry.sample.push(name);
    }
  }
  return [...entries.values()].sort(byPlace);
}

interface Part {
  readonly namespace: string | undefined;
  readonly hours: Hours;
}

/** The hours of a cluster, and after them those of its namespaces that differ. Worked out once for what is the same. */
function partsOnce(asked: AskedTime, calendar: Calendar) {
  const numberOf = numbersBy(timingText);
  const known = new Map<string, Hours>();
  const hoursOf = (timing: ClusterTiming, namespace: string | undefined): Hours => {
    const windows = windowsFor(timing, namespace);
    const key = `${numberOf(timing)} ${windowsText(windows)}`;
    const hours = known.get(key) ?? hoursIn(timing, namespace, timeIn(timing.timeZone, asked), calendar);
    known.set(key, hours);
    return hours;
  };
  const parts = new Map<Profile | undefined, Map<ClusterTiming, readonly Part[]>>();
  return (timing: ClusterTiming, profile: Profile | undefined): readonly Part[] => {
    const ofProfile = parts.get(profile) ?? new Map<ClusterTiming, readonly Part[]>();
    parts.set(profile, ofProfile);
    const found =
      ofProfile.get(timing) ??
      [undefined, ...ownHours(timing, profile)].map((namespace) => ({
        namespace,
        hours: hoursOf(timing, namespace),
      }));
    ofProfile.set(timing, found);
    return found;
  };
}

function timeIn(timeZone: string, asked: AskedTime): number {
  return 'time' in asked ? asked.time : timeShown(asked.shown, timeZone);
}

/** The namespaces of a profile that have other windows than the cluster. */
function ownHours(timing: ClusterTiming, profile: Profile | undefined): string[] {
  const names = profile?.namespaces.map(({ variant }) => variant.namespace.name) ?? [];
  const ofCluster = windowsText(timing.windows);
  return names.filter((name) => windowsText(windowsFor(timing, name)) !== ofCluster);
}

function hoursIn(timing: ClusterTiming, namespace: string | undefined, now: number, calendar: Calendar): Hours {
  const windows = windowsFor(timing, namespace);
  const reading = { timeZone: timing.timeZone, now };
  const hours = hoursAt(timing, namespace, now, calendar);
  const because = hours.why && closedText(hours.why, reading);
  const key = JSON.stringify([reading.timeZone, windowsText(windows), hours.why, hours.opens, hours.closes]);
  return { ...hours, ...reading, windows, because, key };
}

/** By group as in a tree; the clusters themselves before their namespaces, most of them first. */
function byPlace(a: SharedWindows, b: SharedWindows): number {
  return (
    compareText(a.group.replaceAll('/', '\0'), b.group.replaceAll('/', '\0')) ||
    compareText(a.namespace ?? '', b.namespace ?? '') ||
    b.clusters - a.clusters ||
    compareText(a.hours.key, b.hours.key)
  );
}
