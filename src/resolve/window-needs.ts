import { at } from '../model/at.ts';
import type { Windows } from '../model/kinds.ts';
import type { Connectivity, Resolution } from '../model/resolution.ts';
import { clusterTimings } from './cluster-timings.ts';

/** How long a window has to be open for a change to come to clusters, in milliseconds. */
export interface WindowNeed {
  readonly connectivity: Connectivity;
  /** Until the job has run that moves what waited. */
  readonly schedule: number;
  /** Until a cluster has fetched and applied a change. */
  readonly lead: number;
}

/** How often that job runs, as `init --ci` sets it up. */
const scheduledEvery = 15 * 60_000;

/** What clusters need for which a list of windows counts, a need for each way in which they are connected. */
export function windowNeeds(resolution: Resolution): (windows: Windows) => readonly WindowNeed[] {
  let known: ReadonlyMap<Windows, ReadonlySet<Connectivity>> | undefined;
  return (windows) => {
    known ??= connectivitiesOf(resolution);
    return Array.from(known.get(windows) ?? [], (connectivity) => ({
      connectivity,
      schedule: scheduledEvery,
      lead: resolution.engine.lead(connectivity, true),
    }));
  };
}

function connectivitiesOf(resolution: Resolution): Map<Windows, Set<Connectivity>> {
  const found = new Map<Windows, Set<Connectivity>>();
  const add = (index: number, windows: Windows) => {
    const { connectivity } = at(resolution.inventory.clusters, index).spec;
    found.set(windows, (found.get(windows) ?? new Set()).add(connectivity));
  };
  const timingOf = clusterTimings(resolution, () => 0);
  for (const index of resolution.active) add(index, timingOf(index).windows);
  for (const { variants } of resolution.namespaces) {
    for (const { spec, clusters } of variants) {
      if (spec.windows) for (const index of clusters) add(index, spec.windows);
    }
  }
  return found;
}
