import { type Amounts, formatAmount, type Resource } from '../model/amounts.ts';
import { listWords } from '../model/counts.ts';
import { type Computed, type ContainerLimits, computed } from '../model/limit-range.ts';
import type { Path } from '../model/place.ts';
import type { CountedContainer } from './containers.ts';
import type { Demand } from './demand.ts';

/** Why Kubernetes refuses each pod of an object. */
export interface ContainerProblem {
  readonly container: string;
  /** What it is refused for. */
  readonly resources: readonly Resource[];
  readonly path: Path;
  /** A sentence about the container. */
  readonly text: string;
  readonly hint: string;
  /** By how much it is too much or too little. */
  readonly weight: bigint;
}

/** Containers that do not fit the limits and the quota of their namespace, one at a time. */
export function containerProblems(
  { containers, isPodLevel }: Demand,
  limits: ContainerLimits,
  quota: Amounts,
): ContainerProblem[] {
  return containers.flatMap((container) => {
    const named = isPodLevel ? [] : missingRequests(container, quota);
    const others = computed.flatMap((resource): ContainerProblem[] => {
      const found =
        (container.isInit ? undefined : outOfBounds(container, resource, limits)) ?? aboveItsLimit(container, resource);
      return found ? [{ container: container.name, resources: [resource], ...found }] : [];
    });
    return [...named, ...others];
  });
}

type Found = Omit<ContainerProblem, 'container' | 'resources'> | undefined;

/** Kubernetes wants a request of each container if a quota counts cpu or memory, and only then. */
function missingRequests({ name, requests, path }: CountedContainer, quota: Amounts): ContainerProblem[] {
  const resources = computed.filter((resource) => quota[resource] !== undefined && requests[resource] === undefined);
  if (resources.length === 0) return [];
  const words = listWords(resources);
  const fields = (of: string) => listWords(resources.map((resource) => `${of}.${resource}`));
  return [
    {
      container: name,
      resources,
      path,
      text: `it names no request for ${words}, and with a quota for ${words} each container must`,
      weight: 0n,
      hint: `Write ${fields('resources.requests')}, or give the namespace ${fields('limits.defaultRequest')}.`,
    },
  ];
}

/** A LimitRange looks at containers, and not at init containers. */
function outOfBounds(
  { requests, limits, path }: CountedContainer,
  resource: Computed,
  { max, min }: ContainerLimits,
): Found {
  const most = max[resource];
  const least = min[resource];
  for (const [what, amount] of [
    ['limit', limits[resource]],
    ['request', requests[resource]],
  ] as const) {
    if (amount === undefined) continue;
    const isAbove = most !== undefined && amount > most;
    const limit = isAbove ? most : least !== undefined && amount < least ? least : undefined;
    if (limit === undefined) continue;
    const bound = isAbove ? 'max' : 'min';
    return {
      path: [...path, 'resources', `${what}s`, resource],
      text: `it has a ${what} of ${formatAmount(resource, amount)} ${resource}, and limits.${bound} of its namespace is ${formatAmount(resource, limit)}`,
      weight: bound === 'max' ? amount - limit : limit - amount,
      hint: `Change the ${what}, or limits.${bound}.${resource} of the namespace.`,
    };
  }
  return undefined;
}

function aboveItsLimit({ requests, limits, written, path }: CountedContainer, resource: Computed): Found {
  const request = requests[resource];
  const limit = limits[resource];
  if (request === undefined || limit === undefined || request <= limit) return undefined;
  const isOwnLimit = written.limits[resource] !== undefined;
  const isOwnRequest = written.requests[resource] !== undefined;
  const gets = (part: string) => ` that it gets by limits.${part} of its namespace`;
  return {
    path: [...path, 'resources', isOwnRequest ? 'requests' : 'limits', resource],
    text: `it has a request of ${formatAmount(resource, request)} ${resource}${isOwnRequest ? '' : gets('defaultRequest')}, above its limit of ${formatAmount(resource, limit)}${isOwnLimit ? '' : gets('default')}`,
    hint:
      isOwnLimit && isOwnRequest
        ? 'Let it request less, or raise its limit.'
        : `Give the container both: resources.requests.${resource} and resources.limits.${resource}.`,
    weight: request - limit,
  };
}
