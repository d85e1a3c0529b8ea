import { at } from '../model/at.ts';
import type { Windows } from '../model/kinds.ts';
import type { Connectivity, Resolution } from '../model/resolution.ts';
import { type ClusterTiming, hasWindows } from '../model/time/cluster-timing.ts';
import { layersOf } from './layers.ts';
import { saysWhen, timingOf } from './timing.ts';

/** How long a change takes at most until a cluster has it, in milliseconds; `isTimed`: changes come to it in windows. */
export type Lead = (connectivity: Connectivity, isTimed: boolean) => number;

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
    const windows = timing.windows?.value ?? [];
    const made: ClusterTiming = {
      timeZone: timing.timeZone?.value ?? 'UTC',
      windows,
      namespaces,
      freezes: timing.freezes.map(({ value }) => value),
      hold: hold && { reason: hold.reason, until: hold.until },
      lead: lead(connectivity, hasWindows({ windows, namespaces })),
    };
    known.set(key, made);
    return made;
  };
}

/**
 * The windows that namespaces have of their own for a cluster; the key is the same for the same ones. Overrides count for
 * clusters that the namespace has left as well: it may still have to leave them.
 */
function windowsOfNamespaces({ namespaces, select }: Resolution) {
  const timed = namespaces
    .map(({ namespace }) => {
      const { spec, source } = namespace;
      const overrides = spec.overrides.flatMap(({ clusters, windows }, index) => {
        const place = { ...source, path: ['spec', 'overrides', index, 'clusters'] };
        return windows === undefined ? [] : [{ windows, clusters: select(clusters, place).clusters }];
      });
      return { name: namespace.name, windows: spec.windows, overrides };
    })
    .filter(({ windows, overrides }) => windows !== undefined || overrides.length > 0);
  const known = new Map<string, ReadonlyMap<string, Windows>>();
  return (index: number): { readonly key: string; readonly windows: ReadonlyMap<string, Windows> } => {
    const own = timed.map(({ overrides }) => overrides.findLastIndex(({ clusters }) => clusters.has(index)));
    const key = own.join();
    const found = known.get(key);
    if (found) return { key, windows: found };
    const all = timed.map(({ name, windows, overrides }, position): [string, Windows | undefined] => [
      name,
      (overrides[at(own, position)] ?? { windows }).windows,
    ]);
    const windows = new Map(all.flatMap(([name, list]): [string, Windows][] => (list ? [[name, list]] : [])));
    known.set(key, windows);
    return { key, windows };
  };
}
