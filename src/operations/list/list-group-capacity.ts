import { formatAmount, type Resource, resources } from '../../model/amounts.ts';
import { at } from '../../model/at.ts';
import { compareText } from '../../model/compare.ts';
import type { Resolution } from '../../model/resolution.ts';
import { capacityClasses, isOverSubscribed, type Room } from '../../resolve/capacity.ts';
import { type CapacityFilter, percentOf, shareOf } from './list-capacity.ts';

/** One item of a GroupCapacityList: a resource of all clusters in a group, those in groups below it included. */
export interface GroupCapacity {
  readonly group: string;
  readonly resource: Resource;
  readonly clusters: number;
  /** Of so many of them the capacity is not known; the sums are of the others. */
  readonly unknown: number;
  readonly oversubscribed: number;
  readonly available: string;
  readonly committed: string;
  readonly free: string;
  /** The cluster of which the largest share is promised, and that share in percent; null if none is known. */
  readonly tightest: { readonly cluster: string; readonly used: number | null } | null;
}

interface Sum {
  readonly group: string;
  readonly resource: Resource;
  clusters: number;
  unknown: number;
  oversubscribed: number;
  available: bigint;
  committed: bigint;
  tightest: { readonly cluster: number; readonly room: Room; readonly share: number } | undefined;
}

/** What the clusters of each group have and what is promised there, the group with the tightest cluster first. */
export function listGroupCapacity(
  resolution: Resolution,
  { clusters, resource: only }: CapacityFilter,
): GroupCapacity[] {
  const { inventory, groupsOf } = resolution;
  const sums = new Map<string, Sum>();
  for (const { clusters: members, rooms } of capacityClasses(resolution, clusters)) {
    for (const resource of only ? [only] : resources) {
      const room = rooms[resource];
      if (room.capacity === undefined && room.committed === 0n) continue;
      const share = shareOf(room);
      for (const cluster of members) {
        for (const group of groupsOf(cluster)) {
          const sum = sumFor(sums, group, resource);
          sum.clusters += 1;
          if (room.available === undefined) {
            sum.unknown += 1;
            continue;
          }
          sum.available += room.available;
          sum.committed += room.committed;
          if (isOverSubscribed(room)) sum.oversubscribed += 1;
          if (isTighter(sum.tightest, share, cluster)) sum.tightest = { cluster, room, share };
        }
      }
    }
  }
  return [...sums.values()].sort(byTightness).map(({ available, committed, tightest, ...sum }) => ({
    ...sum,
    available: formatAmount(sum.resource, available),
    committed: formatAmount(sum.resource, committed),
    free: formatAmount(sum.resource, available - committed),
    tightest: tightest
      ? { cluster: at(inventory.clusters, tightest.cluster).name, used: percentOf(tightest.room) }
      : null,
  }));
}

function sumFor(sums: Map<string, Sum>, group: string, resource: Resource): Sum {
  const key = `${group} ${resource}`;
  const known = sums.get(key) ?? {
    group,
    resource,
    clusters: 0,
    unknown: 0,
    oversubscribed: 0,
    available: 0n,
    committed: 0n,
    tightest: undefined,
  };
  sums.set(key, known);
  return known;
}

function isTighter(before: Sum['tightest'], share: number, cluster: number): boolean {
  if (!before) return true;
  return share > before.share || (share === before.share && cluster < before.cluster);
}

function byTightness(a: Sum, b: Sum): number {
  const left = a.tightest?.share ?? -1;
  const right = b.tightest?.share ?? -1;
  if (left !== right) return right - left;
  return compareText(a.group, b.group) || compareText(a.resource, b.resource);
}
