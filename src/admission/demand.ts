import { type Amounts, addAmounts, timesAmounts } from '../model/amounts.ts';
import type { ContainerLimits } from '../model/limit-range.ts';
import type { Path } from '../model/place.ts';
import { valueAt } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import type { BuiltObject } from '../render/built-object.ts';
import {
  amountsIn,
  type CountedContainer,
  countedContainers,
  isPodLevel,
  podRequests,
  recordsIn,
} from './containers.ts';
import { makesPods, type Pods, podsOf, wholeNumber } from './pods.ts';
import { type ValueProblem, valueProblems } from './value-problems.ts';

/** What an object takes of the quota of its namespace. */
export interface Demand {
  /** The name that the object has on the cluster. */
  readonly name: string;
  /** One pod, with itself counted among the pods; undefined if the object makes none. */
  readonly pod: Amounts | undefined;
  /** How many run all the time. */
  readonly count: number;
  readonly beside: Pods['beside'];
  /** Volume claims, for each pod or once. */
  readonly claims: Amounts;
  readonly containers: readonly CountedContainer[];
  /** Whether the pod as a whole says what it requests, so that its containers need not. */
  readonly isPodLevel: boolean;
  readonly podPath: Path;
  /** What Kubernetes takes for no amount. */
  readonly problems: readonly ValueProblem[];
  /** What a HorizontalPodAutoscaler never goes below. */
  readonly scales: { readonly kind: string; readonly name: string; readonly least: number } | undefined;
}

/** What an object asks for that has nothing to do with a quota. */
export const nothing: Demand = {
  name: '',
  pod: undefined,
  count: 0,
  beside: () => undefined,
  claims: {},
  containers: [],
  isPodLevel: false,
  podPath: [],
  problems: [],
  scales: undefined,
};

/** Whether objects of a kind have anything to do with quotas. */
export function mayAsk({ apiVersion, kind }: BuiltObject): boolean {
  return kind === 'PersistentVolumeClaim' || kind === 'HorizontalPodAutoscaler' || makesPods(apiVersion, kind);
}

/** What an object asks for, with the defaults of its namespace for what it does not say. */
export function demandOf({ apiVersion, kind }: BuiltObject, value: unknown, limits: ContainerLimits): Demand {
  const name = textOf(valueAt(value, ['metadata', 'name']) ?? '');
  const problems = valueProblems(apiVersion, kind, value);
  if (kind === 'PersistentVolumeClaim')
    return { ...nothing, name, problems, claims: amountsIn(valueAt(value, ['spec', 'resources', 'requests'])) };
  if (kind === 'HorizontalPodAutoscaler') return { ...nothing, name, scales: scaledBy(value) };
  const pods = podsOf(apiVersion, kind, value);
  if (!pods) return nothing;
  const containers = countedContainers(pods, limits);
  return {
    name,
    problems,
    pod: { ...addAmounts(podRequests(pods, containers), ephemeralClaims(pods.spec)), pods: 10n ** 9n },
    count: pods.count,
    beside: pods.beside,
    claims: pods.hasClaims ? claimTemplates(value) : {},
    containers,
    isPodLevel: isPodLevel(pods.spec),
    podPath: pods.path,
    scales: undefined,
  };
}

/** All that the object takes while nothing changes, when so many of its pods run. */
export function steadyDemand({ pod, claims }: Demand, count: number): Amounts {
  if (!pod) return claims;
  return timesAmounts(addAmounts(pod, claims), BigInt(count));
}

function claimTemplates(value: unknown): Amounts {
  return sumOfRequests(valueAt(value, ['spec', 'volumeClaimTemplates']), []);
}

/** Volumes that come and go with a pod are claims too (https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/). */
function ephemeralClaims(spec: Pods['spec']): Amounts {
  return sumOfRequests(spec['volumes'], ['ephemeral', 'volumeClaimTemplate']);
}

function sumOfRequests(list: unknown, path: Path): Amounts {
  const requests = recordsIn(list).map(({ record }) => valueAt(record, [...path, 'spec', 'resources', 'requests']));
  return requests.map(amountsIn).reduce<Amounts>(addAmounts, {});
}

function scaledBy(value: unknown): Demand['scales'] {
  const kind = valueAt(value, ['spec', 'scaleTargetRef', 'kind']);
  const name = valueAt(value, ['spec', 'scaleTargetRef', 'name']);
  const least = wholeNumber(valueAt(value, ['spec', 'minReplicas'])) ?? 1;
  return typeof kind === 'string' && typeof name === 'string' ? { kind, name, least } : undefined;
}
