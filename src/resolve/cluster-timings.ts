import { at } from '../model/at.ts';
import type { Windows } from '../model/kinds.ts';
import type { Connectivity, Resolution } from '../model/resolution.ts';
import type { ClusterTiming } from '../model/time/cluster-timing.ts';
import { layersOf } from './layers.ts';
import { saysWhen, timingOf } from './timing.ts';

/** How long a change takes at most until a cluster has it, in milliseconds. */
export type Lead = (connectivity: Connectivity) => number;

/**
 * When changes may come to each cluster; clusters for which it is the same share one object. UTC where no time zone is
 * given.
 */
export function clusterTimings(resolution: Resolution, lead: Lead): (cluster: number) => ClusterTiming {
  const { inventory } = resolution;
  const namespaceWindows = windowsOfNamespaces(resolution);
  const known = new Map<string, ClusterTiming>();
  return (index) => {
    const cluster = at(inventory.clusters, index);
    const { connectivity, hold } = cluster.spec;
    const groups = resolution.groupsOf(index);
    const { key: ofNamespaces, windows: namespaces } = namespaceWindows(index);
    const own = hold || saysWhen(cluster.spec) ? cluster.name : '';
    const key = JSON.stringify([groups, connectivity, own, ofNamespaces]);
    const found = known.get(key);
    if (found) return found;
    const timing = timingOf(layersOf(inventory, groups, cluster));
    const made: ClusterTiming = {
      timeZone: timing.timeZone?.value ?? 'UTC',
      windows: timing.windows?.value ?? [],
      namespaces,
      freezes: timing.freezes.map(({ value }) => value),
      hold: hold && { reason: hold.reason, until: hold.until },
      lead: lead(connectivity),
    };
    known.set(key, made);
    return made;
  };
}

/** The windows that namespaces have of their own for a cluster; the key is the same for the same ones. */
function windowsOfNamespaces({ namespaces }: Resolution) {
  const timed = namespaces.filter(({ namespace, variants }) =>
    [namespace, ...variants].some(({ spec }) => spec.windows !== undefined),
  );
  const known = new Map<string, ReadonlyMap<string, Windows>>();
  return (index: number): { readonly key: string; readonly windows: ReadonlyMap<string, Windows> } => {
    const which = timed.map(({ variants }) => variants.findIndex(({ clusters }) => clusters.has(index)));
    const key = which.join();
    const found = known.get(key);
    if (found) return { key, windows: found };
    const windows = new Map<string, Windows>();
    for (const [position, { namespace, variants }] of timed.entries()) {
      const own = (variants[at(which, position)] ?? namespace).spec.windows;
      if (own !== undefined) windows.set(namespace.name, own);
    }
    known.set(key, windows);
    return { key, windows };
  };
}
