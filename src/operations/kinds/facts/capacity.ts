import { formatAmount, resources } from '../../../model/amounts.ts';
import { at } from '../../../model/at.ts';
import type { Quota } from '../../../model/kinds.ts';
import type { Resolution } from '../../../model/resolution.ts';
import { promisesOf, roomsFor } from '../../../resolve/capacity.ts';
import { roomFacts } from '../../list/list-capacity.ts';

/** For each resource what a cluster has, what is kept for the system, and what the quotas of its namespaces add up to. */
export function capacityRows(resolution: Resolution, cluster: number) {
  const { capacity, reserved } = at(resolution.inventory.clusters, cluster).spec;
  const namespaces = resolution.profileOf(cluster)?.namespaces.map(({ variant }) => variant) ?? [];
  const { committed } = promisesOf(namespaces);
  const rooms = roomsFor(resolution, cluster, committed);
  const rows = resources.map((resource) => {
    const { available, free, oversubscribed } = roomFacts(resource, rooms[resource]);
    const promised = committed[resource];
    return {
      resource,
      capacity: written(capacity[resource]),
      reserved: written(reserved[resource]),
      available,
      quotas: promised === undefined ? null : formatAmount(resource, promised),
      free: promised === undefined ? null : free,
      oversubscribed,
    };
  });
  return rows.filter((row) => row.capacity !== null || row.reserved !== null || row.quotas !== null);
}

/** `cpu=2,memory=4Gi`; null if nothing is limited. */
export function quotaText(quota: Quota | undefined): string | null {
  const parts = resources.flatMap((resource) => {
    const text = written(quota?.[resource]);
    return text === null ? [] : [`${resource}=${text}`];
  });
  return parts.length === 0 ? null : parts.join(',');
}

function written(quantity: string | number | undefined): string | null {
  return quantity === undefined ? null : String(quantity);
}
