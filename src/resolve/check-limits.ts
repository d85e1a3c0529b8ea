import { formatAmount, readAmounts } from '../model/amounts.ts';
import { at } from '../model/at.ts';
import { listWords } from '../model/counts.ts';
import type { Finding } from '../model/diagnostic.ts';
import { type Computed, computed, containerLimits } from '../model/limit-range.ts';
import type { Path, Place } from '../model/place.ts';
import type { NamespacePlacement, NamespaceSpec, NamespaceVariant } from '../model/resolution.ts';
import { limitsContradict } from '../model/rules/re505-limits-contradict.ts';
import { quotaPlace } from './quota-place.ts';

type Part = 'min' | 'defaultRequest' | 'default' | 'max';

/** From the smaller to the larger: none may be above one that follows. */
const parts: readonly Part[] = ['min', 'defaultRequest', 'default', 'max'];

/** A container gets its request from the first of these that there is. */
const giving: readonly Part[] = ['defaultRequest', 'default', 'max', 'min'];

/** Quotas and limits of namespaces that contradict each other, overrides put in (RE505). */
export function checkLimits(namespaces: readonly NamespacePlacement[]): Finding[] {
  const variants = namespaces.flatMap(variantsOrOwn);
  const found = new Map<string, Finding>();
  for (const finding of variants.flatMap(contradictions))
    found.set(JSON.stringify([finding.place, finding.message]), finding);
  return [...found.values()];
}

/** The parts of a variant that matter here. */
type Limited = Pick<NamespaceVariant, 'namespace' | 'overrides' | 'spec'>;

/** A namespace that is on no cluster yet is checked as it is written. */
function variantsOrOwn({ namespace, variants }: NamespacePlacement): readonly Limited[] {
  return variants.length > 0 ? variants : [{ namespace, overrides: [], spec: namespace.spec }];
}

function contradictions(variant: Limited): Finding[] {
  return [
    ...computed.flatMap((resource) => [...outOfOrder(variant, resource), ...belowDefault(variant, resource)]),
    ...withoutDefault(variant),
  ];
}

/** What a quota counts, and no container gets by default. */
function openIn({ quota, limits }: NamespaceSpec): Computed[] {
  const counted = readAmounts(quota);
  const { defaultRequest } = containerLimits(limits);
  return computed.filter((resource) => counted[resource] !== undefined && defaultRequest[resource] === undefined);
}

/** `of namespace retail (small)`: with the overrides from which these come, so that one cause is told once. */
function whose({ namespace, overrides }: Limited, places: readonly Place[]): string {
  const from = new Set(places.map(({ path = [] }) => (path[1] === 'overrides' ? path[2] : undefined)));
  const names = overrides.filter((index) => from.has(index)).map((index) => at(namespace.spec.overrides, index).name);
  return `of namespace ${namespace.name}${names.length === 0 ? '' : ` (${names.join('_')})`}`;
}

/** Kubernetes refuses such a LimitRange. */
function outOfOrder(variant: Limited, resource: Computed): Finding[] {
  return parts.flatMap((small, at) =>
    parts.slice(at + 1).flatMap((large): Finding[] => {
      const less = readAmounts(variant.spec.limits?.[small])[resource];
      const more = readAmounts(variant.spec.limits?.[large])[resource];
      if (less === undefined || more === undefined || less <= more) return [];
      const place = limitPlace(variant, small, resource);
      const named = whose(variant, [place, limitPlace(variant, large, resource)]);
      return [
        {
          rule: limitsContradict,
          message: `limits.${small}.${resource} ${named} is ${formatAmount(resource, less)}, above limits.${large}.${resource}, which is ${formatAmount(resource, more)}`,
          hint: `Kubernetes wants min, defaultRequest, default and max in this order, the smallest first.`,
          place,
        },
      ];
    }),
  );
}

/** Not even one container that leaves its request to the limits has room. */
function belowDefault(variant: Limited, resource: Computed): Finding[] {
  const quota = readAmounts(variant.spec.quota)[resource];
  const given = containerLimits(variant.spec.limits).defaultRequest[resource];
  if (quota === undefined || given === undefined || given <= quota) return [];
  const place = quotaPlace(variant, resource);
  const from = giving.find((part) => variant.spec.limits?.[part]?.[resource] !== undefined) ?? 'defaultRequest';
  const named = whose(variant, [place, limitPlace(variant, from, resource)]);
  return [
    {
      rule: limitsContradict,
      message: `the quota ${named} is ${formatAmount(resource, quota)} ${resource}, and a container that names no request gets ${formatAmount(resource, given)} by its limits: not one has room`,
      hint: `Lower limits.defaultRequest.${resource}, or give the namespace a larger quota.`,
      place,
    },
  ];
}

/** Kubernetes refuses each pod with a container that names no request for what a quota counts. */
function withoutDefault(variant: Limited): Finding[] {
  const own = openIn(variant.namespace.spec);
  const open = openIn(variant.spec);
  const isOwn = open.length > 0 && open.every((resource) => own.includes(resource));
  if (isOwn && variant.overrides.length > 0)
    return withoutDefault({ ...variant, overrides: [], spec: variant.namespace.spec });
  const [first] = open;
  if (!first) return [];
  const places = open.map((resource) => quotaPlace(variant, resource));
  const named = whose(variant, places);
  const fields = open.map((resource) => `limits.defaultRequest.${resource}=${resource === 'cpu' ? '100m' : '128Mi'}`);
  return [
    {
      rule: limitsContradict,
      severity: 'warning',
      message: `the quota ${named} counts ${listWords(open)}, and its limits give no default: Kubernetes refuses each pod with a container that names no request`,
      hint: `Give one: resedge set ns/${variant.namespace.name} ${fields.join(' ')}`,
      place: quotaPlace(variant, first),
    },
  ];
}

/** Where a limit of a variant was written: in an override, or in the namespace. */
function limitPlace({ namespace, overrides }: Limited, part: Part, resource: Computed): Place {
  const written = namespace.spec.overrides;
  const from = overrides.findLast((index) => at(written, index).limits?.[part]?.[resource] !== undefined);
  const before: Path = from === undefined ? ['spec'] : ['spec', 'overrides', from];
  return { ...namespace.source, path: [...before, 'limits', part, resource] };
}
