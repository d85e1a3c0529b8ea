import { formatAmount, type Resource, resources } from '../../model/amounts.ts';
import { at } from '../../model/at.ts';
import type { ClusterSet } from '../../model/cluster-set.ts';
import { compareText } from '../../model/compare.ts';
import type { Resolution } from '../../model/resolution.ts';
import { capacityClasses, isOverSubscribed, type Room } from '../../resolve/capacity.ts';

/** One item of a CapacityList: a resource of a cluster, and what of it is promised. Null: not known. */
export interface ClusterCapacity {
  readonly cluster: string;
  readonly resource: Resource;
  readonly capacity: string | null;
  readonly reserved: string;
  readonly overcommit: number;
  /** What may be promised: capacity less reserved, times overcommit. */
  readonly available: string | null;
  /** The quotas of its namespaces, added up. */
  readonly committed: string;
  /** Negative if it is over-subscribed. */
  readonly free: string | null;
  /** Committed by available, in percent. */
  readonly used: number | null;
  readonly oversubscribed: boolean;
}

/** Which part of the fleet to look at. */
export interface CapacityFilter {
  readonly clusters: ClusterSet;
  readonly resource: Resource | undefined;
}

interface Entry {
  readonly cluster: number;
  readonly resource: Resource;
  readonly room: Room;
  readonly share: number;
}

/** What clusters have and what is promised, the tightest first; resources of which nothing is said are left out. */
export function* listCapacity(resolution: Resolution, filter: CapacityFilter): IterableIterator<ClusterCapacity> {
  const entries: Entry[] = [];
  for (const { clusters, rooms } of capacityClasses(resolution, filter.clusters)) {
    for (const resource of filter.resource ? [filter.resource] : resources) {
      const room = rooms[resource];
      if (room.capacity === undefined && room.committed === 0n) continue;
      const share = shareOf(room);
      for (const cluster of clusters) entries.push({ cluster, resource, room, share });
    }
  }
  for (const { cluster, resource, room } of entries.sort(byTightness))
    yield { cluster: at(resolution.inventory.clusters, cluster).name, resource, ...roomFacts(resource, room) };
}

/** What there is of a resource, as texts. */
export function roomFacts(resource: Resource, room: Room): Omit<ClusterCapacity, 'cluster' | 'resource'> {
  const text = (amount: bigint | undefined) => (amount === undefined ? null : formatAmount(resource, amount));
  return {
    capacity: text(room.capacity),
    reserved: formatAmount(resource, room.reserved),
    overcommit: room.overcommit,
    available: text(room.available),
    committed: formatAmount(resource, room.committed),
    free: text(room.free),
    used: percentOf(room),
    oversubscribed: isOverSubscribed(room),
  };
}

/** How much of what may be promised is promised: 1 is all of it; -1 if that is not known. */
export function shareOf({ available, committed }: Room): number {
  if (available === undefined) return -1;
  if (available === 0n) return committed === 0n ? 0 : Number.POSITIVE_INFINITY;
  return Number(committed) / Number(available);
}

/**
 * How much of what may be promised is promised, in whole percent: what is above 100 % never looks like 100 %. Null if
 * it is not known, or of nothing.
 */
export function percentOf({ available, committed }: Room): number | null {
  if (available === undefined || (available === 0n && committed > 0n)) return null;
  if (available === 0n) return 0;
  const up = committed > available ? available - 1n : 0n;
  return Number((committed * 100n + up) / available);
}

function byTightness(a: Entry, b: Entry): number {
  if (a.share !== b.share) return b.share - a.share;
  return a.cluster - b.cluster || compareText(a.resource, b.resource);
}
