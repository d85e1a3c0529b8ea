import { formatAmount, type Resource, readAmount, resources } from '../model/amounts.ts';
import { at, mustGet } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { compareAmounts, compareText } from '../model/compare.ts';
import { firstOf, listWords } from '../model/counts.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { NamespacePlacement, NamespaceVariant, Resolution } from '../model/resolution.ts';
import { overSubscribed } from '../model/rules/re501-over-subscribed.ts';
import { quotaUnbounded } from '../model/rules/re503-quota-unbounded.ts';
import { type CapacityClass, capacityClasses, isOverSubscribed, type Promises, type Room } from './capacity.ts';
import { quotaPlace } from './quota-place.ts';
import { listClusters } from './wording.ts';

/** Amounts to begin with. */
const examples: Readonly<Record<Resource, string>> = { cpu: '500m', memory: '1Gi', storage: '10Gi', pods: '20' };

/** At most this many namespaces are named with their quotas. */
const mostNamed = 5;

/** Clusters on which quotas add up to more than there is (RE501), and namespaces without a quota (RE503). */
export function checkCapacity(resolution: Resolution): Finding[] {
  const classes = capacityClasses(resolution);
  return [...findOverSubscribed(classes, resolution), ...findUnbounded(classes, resolution)];
}

/** The same namespaces on clusters that have too little of one resource for them. */
interface Cause {
  readonly resource: Resource;
  readonly promises: Promises;
  readonly clusters: ClusterSet;
  /** The cluster with the least room, the first if there are several. */
  tightest: { readonly room: Room; readonly free: bigint; readonly cluster: number };
  isSame: boolean;
}

function findOverSubscribed(classes: readonly CapacityClass[], resolution: Resolution): Finding[] {
  const causes = new Map<string, Cause>();
  const sharesOf = memoiseShares();
  for (const { clusters, promises, rooms } of classes) {
    for (const resource of resources) {
      const room = rooms[resource];
      const { free } = room;
      if (free === undefined || !isOverSubscribed(room)) continue;
      const key = [resource, ...sharesOf(promises, resource).map(({ text }) => text)].join('\n');
      const tightest = { room, free, cluster: at(clusters, 0) };
      const known = causes.get(key);
      const cause = known ?? {
        resource,
        promises,
        clusters: ClusterSet.none(resolution.active.size),
        tightest,
        isSame: true,
      };
      causes.set(key, cause);
      cause.clusters.addAll(clusters);
      cause.isSame &&= roomText(resource, cause.tightest.room) === roomText(resource, room);
      if (free < cause.tightest.free) cause.tightest = tightest;
    }
  }
  return Array.from(causes.values(), (cause) => findingOf(cause, sharesOf(cause.promises, cause.resource), resolution));
}

/** What a namespace takes of the committed sum. */
interface QuotaShare {
  readonly variant: NamespaceVariant;
  readonly amount: bigint;
  /** `retail 4` */
  readonly text: string;
}

/** The namespaces with a quota for a resource, the largest first. */
function memoiseShares() {
  const known = new Map<Promises, Map<Resource, readonly QuotaShare[]>>();
  return (promises: Promises, resource: Resource): readonly QuotaShare[] => {
    const shares = known.get(promises) ?? new Map<Resource, readonly QuotaShare[]>();
    known.set(promises, shares);
    const found = shares.get(resource) ?? sharesOf(promises, resource);
    shares.set(resource, found);
    return found;
  };
}

function sharesOf({ namespaces }: Promises, resource: Resource): QuotaShare[] {
  const shares = namespaces.flatMap((variant) => {
    const amount = readAmount(variant.spec.quota?.[resource]);
    if (amount === undefined || amount === 0n) return [];
    return [{ variant, amount, text: `${variant.namespace.name} ${formatAmount(resource, amount)}` }];
  });
  return shares.sort((a, b) => compareAmounts(b.amount, a.amount) || compareText(a.text, b.text));
}

function findingOf(
  { resource, clusters, tightest, isSame }: Cause,
  shares: readonly QuotaShare[],
  { inventory }: Resolution,
): Finding {
  const [largest] = shares;
  if (!largest) throw new Error('nothing is promised, and that is too much');
  const isOne = clusters.count() === 1;
  const sum = formatAmount(resource, tightest.room.committed);
  const texts = shares.map(({ text }) => text);
  const quotas = `${sum} (${firstOf(texts, mostNamed)})`;
  const name = at(inventory.clusters, tightest.cluster).name;
  const has = isSame ? (isOne ? 'it has' : 'each has') : `the tightest, ${name}, has`;
  return {
    rule: overSubscribed,
    message: `${listClusters(clusters, inventory)} ${isOne ? 'is' : 'are'} over-subscribed in ${resource}: the quotas there add up to ${quotas}, and ${has} ${roomText(resource, tightest.room)}`,
    hint: `Give a namespace a smaller quota there, or take it off. See: resedge capacity ${name}`,
    place: quotaPlace(largest.variant, resource),
  };
}

/** `room for 5250m (4 less 500m reserved, times 1.5)` */
function roomText(resource: Resource, { capacity = 0n, reserved, available = 0n, overcommit }: Room): string {
  const parts = [
    ...(reserved === 0n ? [] : [` less ${formatAmount(resource, reserved)} reserved`]),
    ...(overcommit === 1 ? [] : [`, times ${overcommit}`]),
  ];
  const how = parts.length === 0 ? '' : ` (${formatAmount(resource, capacity)}${parts.join('')})`;
  return `room for ${formatAmount(resource, available)}${how}`;
}

function findUnbounded(classes: readonly CapacityClass[], { inventory, namespaces, active }: Resolution): Finding[] {
  const counted = countedOn(classes, active.size);
  return namespaces.flatMap((placement) => {
    const { namespace } = placement;
    const none = placement.variants.filter(({ spec }) => Object.keys(spec.quota ?? {}).length === 0);
    const without = unionOf(none, active.size);
    const missing = missingResources(placement, counted);
    const place = { ...namespace.source, path: namespace.spec.quota ? ['spec', 'quota'] : ['spec'], key: true };
    const findings: Finding[] = [];
    if (!without.isEmpty())
      findings.push({
        rule: quotaUnbounded,
        message: `namespace ${namespace.name} has no quota, so nothing bounds what it takes on ${listClusters(without, inventory)}`,
        hint: `Give it one that has room, such as: resedge set ns/${namespace.name} quota.cpu=${examples.cpu} quota.memory=${examples.memory}. See: resedge capacity`,
        place,
      });
    const [first] = missing;
    if (first) {
      const on = unionOf(missing, active.size).minus(without);
      findings.push({
        rule: quotaUnbounded,
        message: `the quota of namespace ${namespace.name} leaves out ${listWords(missing.map(({ resource }) => resource))}, of which ${listClusters(on, inventory)} ${on.count() === 1 ? 'says' : 'say'} how much there is`,
        hint: `Say how much of it, such as: resedge set ns/${namespace.name} ${missing.map(({ resource }) => `quota.${resource}=${examples[resource]}`).join(' ')}`,
        place,
      });
    }
    return findings;
  });
}

/** For each resource the clusters that say how much of it they have. */
function countedOn(classes: readonly CapacityClass[], size: number): ReadonlyMap<Resource, ClusterSet> {
  const counted = new Map(resources.map((resource) => [resource, ClusterSet.none(size)]));
  for (const { clusters, rooms } of classes)
    for (const resource of resources)
      if (rooms[resource].capacity !== undefined) mustGet(counted, resource).addAll(clusters);
  return counted;
}

/** The resources that a quota leaves out on clusters where they count. */
function missingResources({ variants }: NamespacePlacement, counted: ReadonlyMap<Resource, ClusterSet>) {
  const bounded = variants.filter(({ spec }) => Object.keys(spec.quota ?? {}).length > 0);
  return resources.flatMap((resource) => {
    const on = mustGet(counted, resource);
    const without = bounded.filter(({ spec }) => spec.quota?.[resource] === undefined);
    const clusters = unionOf(without, on.size).and(on);
    return clusters.isEmpty() ? [] : [{ resource, clusters }];
  });
}

function unionOf(parts: readonly { readonly clusters: ClusterSet }[], size: number): ClusterSet {
  return ClusterSet.union(
    size,
    parts.map(({ clusters }) => clusters),
  );
}
