import type { Capacity, Quota } from '../model/kinds.ts';
import { formatQuantity, parseQuantity } from '../model/quantity.ts';

const resources = ['cpu', 'memory', 'storage', 'pods'] as const;

/** For each resource what a cluster has, what is kept for the system, and what the quotas of its namespaces add up to. */
export function capacityRows(
  capacity: Capacity | undefined,
  reserved: Capacity | undefined,
  quotas: readonly (Quota | undefined)[],
) {
  const rows = resources.map((resource) => ({
    resource,
    capacity: amount(capacity?.[resource]),
    reserved: amount(reserved?.[resource]),
    quotas: sumOf(quotas.flatMap((quota) => amount(quota?.[resource]) ?? [])),
  }));
  return rows.filter((row) => row.capacity !== null || row.reserved !== null || row.quotas !== null);
}

/** `cpu=2,memory=4Gi`; null where nothing is limited. */
export function quotaText(quota: Quota | undefined): string | null {
  const parts = resources.flatMap((resource) => {
    const text = amount(quota?.[resource]);
    return text === null ? [] : [`${resource}=${text}`];
  });
  return parts.length === 0 ? null : parts.join(',');
}

function sumOf(amounts: readonly string[]): string | null {
  if (amounts.length === 0) return null;
  const sum = amounts.reduce((total, one) => total + (parseQuantity(one) ?? 0n), 0n);
  return formatQuantity(sum, amounts.some((one) => one.endsWith('i')) ? 'binary' : 'decimal');
}

function amount(quantity: string | number | undefined): string | null {
  return quantity === undefined ? null : String(quantity);
}
