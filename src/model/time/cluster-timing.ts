import type { Freezes, Windows } from '../kinds.ts';

/** When changes may come to a cluster. Clusters with the same timing share one object as far as possible. */
export interface ClusterTiming {
  /** IANA. */
  readonly timeZone: string;
  /** Its own or inherited; an empty list: at any time. */
  readonly windows: Windows;
  /**
   * The windows of namespaces that have some of their own for this cluster, by their overrides: these count for their
   * sets, in place of the cluster's. Namespaces that are not on the cluster are here too, since one that left it in the
   * inventory may not have left it yet.
   */
  readonly namespaces: ReadonlyMap<string, Windows>;
  /** All that concern the cluster. */
  readonly freezes: Freezes;
  readonly hold: Hold | undefined;
  /** How long before a window closes a change must come at the latest, in milliseconds: source interval and timeout. */
  readonly lead: number;
}

/** Nothing moves on the cluster. */
export interface Hold {
  readonly reason: string;
  /** The last day of it, in the time zone of the cluster; undefined: until it is released. */
  readonly until?: string | undefined;
}

/** Whether changes come to a cluster in windows, be it those of one namespace. */
export function hasWindows({ windows, namespaces }: Pick<ClusterTiming, 'windows' | 'namespaces'>): boolean {
  return windows.length > 0 || [...namespaces.values()].some((own) => own.length > 0);
}

/** The windows that count for a namespace on a cluster; undefined: for the cluster itself. */
export function windowsFor({ windows, namespaces }: ClusterTiming, namespace: string | undefined): Windows {
  return (namespace === undefined ? undefined : namespaces.get(namespace)) ?? windows;
}
