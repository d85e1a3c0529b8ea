import { type Amounts, formatAmount } from '../model/amounts.ts';
import type { ContainerLimits } from '../model/limit-range.ts';
import type { Path } from '../model/place.ts';
import { type CountedContainer, computed } from './containers.ts';
import type { Demand } from './demand.ts';

/** Why Kubernetes refuses each pod of an object. */
export interface ContainerProblem {
  readonly path: Path;
  /** Continues `container till of Deployment/till `. */
  readonly text: string;
  readonly hint: string;
}

/** Containers that do not fit the limits and the quota of their namespace, one at a time. */
export function containerProblems(
  { containers, isPodLevel }: Demand,
  limits: ContainerLimits,
  quota: Amounts,
): ContainerProblem[] {
  return containers.flatMap((container) => {
    const named = isPodLevel ? [] : missing(container, quota);
    return [...named, ...(container.isInit ? [] : outOfBounds(container, limits)), ...aboveItsLimit(container)];
  });
}

/** Kubernetes wants a request of each container where a quota counts cpu or memory, and only there. */
function missing({ requests, path }: CountedContainer, quota: Amounts): ContainerProblem[] {
  return computed.flatMap((resource) => {
    if (quota[resource] === undefined || requests[resource] !== undefined) return [];
    return [
      {
        path,
        text: `names no request for ${resource}, and with a quota for ${resource} each container must`,
        hint: `Write resources.requests.${resource}, or give the namespace limits.defaultRequest.${resource}.`,
      },
    ];
  });
}

/** A LimitRange looks at containers, and not at init containers. */
function outOfBounds({ requests, limits, path }: CountedContainer, { max, min }: ContainerLimits): ContainerProblem[] {
  return computed.flatMap((resource) => {
    const most = max[resource];
    const least = min[resource];
    const problem = (what: 'request' | 'limit', amount: bigint, bound: 'max' | 'min', of: bigint) => [
      {
        path: [...path, 'resources', `${what}s`, resource],
        text: `has a ${what} of ${formatAmount(resource, amount)} ${resource}, ${bound === 'max' ? 'above' : 'below'} limits.${bound} of its namespace, ${formatAmount(resource, of)}`,
        hint: `Change the ${what}, or limits.${bound}.${resource} of the namespace.`,
      },
    ];
    const limit = limits[resource];
    const request = requests[resource];
    if (most !== undefined && limit !== undefined && limit > most) return problem('limit', limit, 'max', most);
    if (most !== undefined && request !== undefined && request > most) return problem('request', request, 'max', most);
    if (least !== undefined && request !== undefined && request < least)
      return problem('request', request, 'min', least);
    return least !== undefined && limit !== undefined && limit < least ? problem('limit', limit, 'min', least) : [];
  });
}

function aboveItsLimit({ requests, limits, written, path }: CountedContainer): ContainerProblem[] {
  return computed.flatMap((resource) => {
    const request = requests[resource];
    const limit = limits[resource];
    if (request === undefined || limit === undefined || request <= limit) return [];
    const from = written.limits[resource] === undefined ? ' that it gets by limits.default of its namespace' : '';
    const { [resource]: own } = written.requests;
    const by = own === undefined ? ' that it gets by limits.defaultRequest of its namespace' : '';
    return [
      {
        path: [...path, 'resources', own === undefined ? 'limits' : 'requests', resource],
        text: `has a request of ${formatAmount(resource, request)} ${resource}${by}, above its limit of ${formatAmount(resource, limit)}${from}`,
        hint: `Give the container both: resources.requests.${resource} and resources.limits.${resource}.`,
      },
    ];
  });
}
