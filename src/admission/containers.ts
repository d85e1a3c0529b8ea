import {
  type Amounts,
  addAmounts,
  largestAmounts,
  readAmount,
  readAmounts,
  type WrittenAmounts,
} from '../model/amounts.ts';
import { type ContainerLimits, computed } from '../model/limit-range.ts';
import type { Path } from '../model/place.ts';
import { isRecord, toRecord } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import type { Pods } from './pods.ts';

/** A container with what it requests, once Kubernetes has filled in what it does not say. */
export interface CountedContainer {
  readonly name: string;
  readonly path: Path;
  readonly isInit: boolean;
  /** An init container that goes on running beside the others. */
  readonly isSidecar: boolean;
  readonly requests: Amounts;
  readonly limits: Amounts;
  /** Without what is filled in. */
  readonly written: { readonly requests: Amounts; readonly limits: Amounts };
}

/**
 * The containers of pods. A request that a container does not name is its limit; then the LimitRange gives what is
 * still missing (https://kubernetes.io/docs/concepts/policy/limit-range/).
 */
export function countedContainers({ spec, path }: Pods, limits: ContainerLimits): CountedContainer[] {
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    recordsIn(spec[list]).map(({ index, record }) => {
      const resources = toRecord(record['resources']);
      const written = { requests: amountsIn(resources['requests']), limits: amountsIn(resources['limits']) };
      const isInit = list === 'initContainers';
      return {
        name: textOf(record['name'] ?? ''),
        path: [...path, list, index],
        isInit,
        isSidecar: isInit && record['restartPolicy'] === 'Always',
        requests: { ...limits.defaultRequest, ...written.limits, ...written.requests },
        limits: { ...limits.default, ...written.limits },
        written,
      };
    }),
  );
}

/**
 * What a pod requests: all its containers and sidecars together, or what it takes while an init container runs, if
 * that is more; with what the pod as a whole says, and the overhead of its runtime
 * (https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers).
 */
export function podRequests({ spec }: Pods, containers: readonly CountedContainer[]): Amounts {
  const all = together(containers, ({ requests }) => requests);
  return addAmounts({ ...all, ...podLevelRequests(spec, containers) }, amountsIn(spec['overhead']));
}

function together(
  containers: readonly CountedContainer[],
  requestsOf: (container: CountedContainer) => Amounts,
): Amounts {
  let running: Amounts = {};
  let sidecars: Amounts = {};
  let starting: Amounts = {};
  for (const container of containers) {
    const { isInit, isSidecar } = container;
    const requests = requestsOf(container);
    if (!isInit || isSidecar) running = addAmounts(running, requests);
    if (isSidecar) sidecars = addAmounts(sidecars, requests);
    if (isInit) starting = largestAmounts(starting, isSidecar ? sidecars : addAmounts(requests, sidecars));
  }
  return largestAmounts(running, starting);
}

/** Whether a pod as a whole says what it requests or may take at most, so that its containers need not. */
export function isPodLevel(spec: Pods['spec']): boolean {
  const { requests, limits } = podLevel(spec);
  return Object.keys(requests).length + Object.keys(limits).length > 0;
}

/**
 * What a pod as a whole requests, whatever the limits of its namespace say. If it names a limit, what it does not
 * request is what its containers do, or else its limit (defaultPodRequests in pkg/apis/core/v1/defaults.go).
 */
function podLevelRequests(spec: Pods['spec'], containers: readonly CountedContainer[]): Amounts {
  const { requests, limits } = podLevel(spec);
  if (Object.keys(limits).length === 0) return requests;
  const own = together(containers, ({ written }) => ({ ...written.limits, ...written.requests }));
  return { ...limits, ...own, ...requests };
}

function podLevel(spec: Pods['spec']): { readonly requests: Amounts; readonly limits: Amounts } {
  const resources = toRecord(spec['resources']);
  return { requests: amountsIn(resources['requests']), limits: amountsIn(resources['limits']) };
}

/** The quantities in a list of resources of Kubernetes; what is none, or less than nothing, is left out. */
export function amountsIn(list: unknown): Amounts {
  if (!isRecord(list)) return {};
  const written: { -readonly [R in keyof WrittenAmounts]: WrittenAmounts[R] } = {};
  for (const resource of [...computed, 'storage'] as const) {
    const value = list[resource];
    if (isAmount(value)) written[resource] = value;
  }
  return readAmounts(written);
}

/** Whether it is a quantity that Kubernetes takes as an amount. */
export function isAmount(value: unknown): value is string | number {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const amount = readAmount(value);
  return amount !== undefined && amount >= 0n;
}

/** The maps in a list, each with its place; nothing if there is no list. */
export function recordsIn(
  list: unknown,
): { readonly index: number; readonly record: Readonly<Record<string, unknown>> }[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((record: unknown, index) => (isRecord(record) ? [{ index, record }] : []));
}
