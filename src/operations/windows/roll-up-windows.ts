import { pathsAbove } from '../../model/paths.ts';
import type { Hours, SharedWindows } from './list-windows.ts';

/** The windows of all clusters in a group or below it, or of one namespace there. */
export interface GroupWindows {
  /** Empty for clusters without a home group. */
  readonly group: string;
  /** Undefined: those of the clusters. */
  readonly namespace: string | undefined;
  readonly clusters: number;
  /** On so many of them changes may come now. */
  readonly open: number;
  /** Each once; one where all is the same. */
  readonly hours: readonly Hours[];
}

interface Sum {
  readonly group: string;
  readonly namespace: string | undefined;
  clusters: number;
  open: number;
  readonly hours: Map<string, Hours>;
}

/** Sums up by group, with those above it. Below a group in which all is the same, nothing more is told. */
export function rollUpWindows(items: readonly SharedWindows[]): GroupWindows[] {
  const groups = new Map<string, Map<string | undefined, Sum>>();
  for (const item of items) {
    for (const group of [item.group, ...pathsAbove(item.group)].reverse()) {
      const sums = groups.get(group) ?? new Map<string | undefined, Sum>();
      groups.set(group, sums);
      add(sums, group, item);
    }
  }
  const isAlike = (group: string) => [...(groups.get(group)?.values() ?? [])].every(({ hours }) => hours.size === 1);
  const shown = [...groups].filter(([group]) => ![...pathsAbove(group)].some(isAlike));
  return shown.flatMap(([, sums]) => [...sums.values()].map((sum) => ({ ...sum, hours: [...sum.hours.values()] })));
}

function add(sums: Map<string | undefined, Sum>, group: string, { namespace, hours, clusters }: SharedWindows): void {
  const sum = sums.get(namespace) ?? { group, namespace, clusters: 0, open: 0, hours: new Map() };
  sums.set(namespace, sum);
  sum.clusters += clusters;
  if (hours.state === 'open') sum.open += clusters;
  sum.hours.set(hours.key, hours);
}
