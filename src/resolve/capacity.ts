import { type Amounts, addAmounts, type Resource, readAmounts, type WrittenAmounts } from '../model/amounts.ts';
import { at } from '../model/at.ts';
import type { ClusterSet } from '../model/cluster-set.ts';
import { parseQuantity } from '../model/quantity.ts';
import { isEmpty } from '../model/record.ts';
import type { NamespaceVariant, Resolution } from '../model/resolution.ts';

/** What there is of a resource on a cluster, and what of it is promised. Amounts are in billionths. */
export interface Room {
  /** What the cluster has in all; undefined: it does not say. */
  readonly capacity: bigint | undefined;
  /** What of it is kept for the system. */
  readonly reserved: bigint;
  readonly overcommit: number;
  /** What may be promised: capacity less reserved, times overcommit. */
  readonly available: bigint | undefined;
  /** The quotas of its namespaces, added up. */
  readonly committed: bigint;
  /** Less than nothing if it is over-subscribed. */
  readonly free: bigint | undefined;
}

/** Clusters with the same capacity and the same namespaces in the same variants. */
export interface CapacityClass {
  /** Ascending. */
  readonly clusters: readonly number[];
  readonly promises: Promises;
  readonly rooms: Readonly<Record<Resource, Room>>;
}

/** What namespaces may take together. */
export interface Promises {
  readonly namespaces: readonly NamespaceVariant[];
  readonly committed: Amounts;
}

/**
 * Sorts clusters by what they have and what is promised there: the sums are made once for clusters that are alike.
 * Clusters that are retired are left out.
 */
export function capacityClasses(resolution: Resolution, clusters: ClusterSet = resolution.active): CapacityClass[] {
  const { inventory, profileOf } = resolution;
  const overcommit = overcommitOf(resolution);
  const promisesOf = createPromises();
  const classes = new Map<Promises, Map<string, number[]>>();
  const found: CapacityClass[] = [];
  for (const index of clusters) {
    const profile = profileOf(index);
    if (!profile) continue;
    const promises = promisesOf(profile.namespaces);
    const { capacity, reserved } = at(inventory.clusters, index).spec;
    const key = amountsKey(capacity) + amountsKey(reserved);
    const alike = classes.get(promises) ?? new Map<string, number[]>();
    classes.set(promises, alike);
    const known = alike.get(key);
    if (known) {
      known.push(index);
      continue;
    }
    const members = [index];
    alike.set(key, members);
    const rooms = roomsOf(readAmounts(capacity), readAmounts(reserved), promises.committed, overcommit);
    found.push({ clusters: members, promises, rooms });
  }
  return found;
}

/** What a cluster has of each resource, with other promises than those of its namespaces. */
export function roomsFor(
  resolution: Resolution,
  cluster: number,
  committed: Amounts,
): Readonly<Record<Resource, Room>> {
  const { capacity, reserved } = at(resolution.inventory.clusters, cluster).spec;
  return roomsOf(readAmounts(capacity), readAmounts(reserved), committed, overcommitOf(resolution));
}

/** Whether more is promised than there is. What is not known is not. */
export function isOverSubscribed({ free }: Room): boolean {
  return free !== undefined && free < 0n;
}

type Overcommit = Readonly<Record<Resource, { readonly factor: number; readonly billionths: bigint }>>;

function overcommitOf({ inventory }: Resolution): Overcommit {
  const of = (resource: Resource) => {
    const factor = inventory.fleet.spec.capacity.overcommit[resource];
    return { factor, billionths: parseQuantity(String(factor)) ?? 10n ** 9n };
  };
  return { cpu: of('cpu'), memory: of('memory'), storage: of('storage'), pods: of('pods') };
}

function roomsOf(capacity: Amounts, reserved: Amounts, committed: Amounts, overcommit: Overcommit) {
  const of = (resource: Resource): Room => {
    const has = capacity[resource];
    const kept = reserved[resource] ?? 0n;
    const promised = committed[resource] ?? 0n;
    const { factor, billionths } = overcommit[resource];
    const left = has === undefined ? undefined : has > kept ? has - kept : 0n;
    const available = left === undefined ? undefined : (left * billionths) / 10n ** 9n;
    const free = available === undefined ? undefined : available - promised;
    return { capacity: has, reserved: kept, overcommit: factor, available, committed: promised, free };
  };
  return { cpu: of('cpu'), memory: of('memory'), storage: of('storage'), pods: of('pods') };
}

/** Many profiles have the same variants of the same namespaces: their quotas are added up once. */
function createPromises() {
  const byProfile = new Map<readonly { readonly variant: NamespaceVariant }[], Promises>();
  const byName = new Map<string, Promises>();
  return (namespaces: readonly { readonly variant: NamespaceVariant }[]): Promises => {
    const known = byProfile.get(namespaces);
    if (known) return known;
    const variants = namespaces.map(({ variant }) => variant);
    const key = variants.map(({ namespace, name }) => `${namespace.name}/${name}`).join('\n');
    const promises = byName.get(key) ?? promisesOf(variants);
    byName.set(key, promises);
    byProfile.set(namespaces, promises);
    return promises;
  };
}

/** What these namespaces may take together. */
export function promisesOf(namespaces: readonly NamespaceVariant[]): Promises {
  const committed = namespaces.reduce<Amounts>((sum, { spec }) => addAmounts(sum, readAmounts(spec.quota)), {});
  return { namespaces, committed };
}

function amountsKey(amounts: WrittenAmounts): string {
  if (isEmpty(amounts)) return '\n';
  return `${amounts.cpu} ${amounts.memory} ${amounts.storage} ${amounts.pods}\n`;
}
