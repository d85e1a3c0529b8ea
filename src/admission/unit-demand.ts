import { type Amounts, addAmounts, readAmounts } from '../model/amounts.ts';
import { at } from '../model/at.ts';
import type { ClusterSet } from '../model/cluster-set.ts';
import { groupBy } from '../model/group-by.ts';
import { containerLimits } from '../model/limit-range.ts';
import { valueAt } from '../model/record.ts';
import type { NamespaceVariant } from '../model/resolution.ts';
import type { BuiltObject } from '../render/built-object.ts';
import { type Answer, askByCluster } from '../render/by-cluster.ts';
import type { FleetVariables } from '../render/fleet-variables.ts';
import { type Demand, demandOf, mayAsk, nothing, steadyDemand } from './demand.ts';
import type { Beside } from './pods.ts';
import type { ApplicationUnit } from './unit.ts';

/** What an object asks for, by the clusters on which that is the same. */
export interface ObjectDemand {
  readonly object: BuiltObject;
  readonly answers: readonly Answer<Demand>[];
  /** By cluster, which of the answers is true there; undefined if there is one answer for all. */
  readonly at: Int32Array | undefined;
}

/** What the objects of a unit ask for; those that ask for nothing are left out. */
export interface UnitDemand {
  readonly unit: ApplicationUnit;
  readonly quota: Amounts;
  readonly objects: readonly ObjectDemand[];
}

/** What an object takes on one cluster, and what its pods need beside that. */
export interface ObjectShare {
  readonly object: BuiltObject;
  readonly demand: Demand;
  /** How many pods run all the time. */
  readonly count: number;
  readonly beside: Beside;
  readonly steady: Amounts;
}

export function unitDemand(unit: ApplicationUnit, variables: FleetVariables): UnitDemand {
  const { home, clusters, own, objects } = unit;
  const limits = containerLimits(home.spec.limits);
  const ask = (object: BuiltObject, value: unknown) =>
    isElsewhere(value, home) ? nothing : demandOf(object, value, limits);
  const asked = objects.filter(mayAsk).map((object): ObjectDemand => {
    const answers = askByCluster(object, { clusters, own, variables }, (value) => ask(object, value));
    return { object, answers, at: answers.length > 1 ? indexOf(answers, clusters.size) : undefined };
  });
  return { unit, quota: readAmounts(home.spec.quota), objects: asked };
}

/** Only an application that keeps the namespaces that its objects name has some in another one. */
function isElsewhere(value: unknown, { namespace }: NamespaceVariant): boolean {
  return (valueAt(value, ['metadata', 'namespace']) ?? namespace.name) !== namespace.name;
}

function indexOf(answers: readonly Answer<unknown>[], size: number): Int32Array {
  const at = new Int32Array(size).fill(-1);
  for (const [index, { clusters }] of answers.entries()) for (const cluster of clusters) at[cluster] = index;
  return at;
}

/** Divides clusters so that all that these ask for is the same on those that stay together. */
export function divideByDemand(clusters: ClusterSet, demands: readonly UnitDemand[]): Iterable<readonly number[]> {
  const varying = demands.flatMap(({ objects }) => objects.flatMap(({ at }) => at ?? []));
  if (varying.length === 0) return [[...clusters]];
  return groupBy(clusters, (cluster) => varying.map((at) => at[cluster]).join(' ')).values();
}

/**
 * What the objects of a unit take on a cluster. A HorizontalPodAutoscaler may want more pods than the manifest says; it
 * leaves alone what is scaled to nothing.
 */
export function sharesOn({ objects }: UnitDemand, cluster: number): ObjectShare[] {
  const there = objects.flatMap(({ object, answers, at: places }) => {
    const answer = answers[places ? at(places, cluster) : 0];
    return answer ? [{ object, demand: answer.value }] : [];
  });
  const scalers = there.flatMap(({ demand }) => demand.scales ?? []);
  return there.map(({ object, demand }) => {
    const scaler = scalers.find(({ kind, name }) => kind === object.kind && name === demand.name);
    const count = demand.count === 0 ? 0 : Math.max(demand.count, scaler?.least ?? 0);
    return { object, demand, count, beside: demand.beside(count), steady: steadyDemand(demand, count) };
  });
}

/** What all of these take together. */
export function sumOf(shares: readonly ObjectShare[]): Amounts {
  return shares.reduce<Amounts>((sum, { steady }) => addAmounts(sum, steady), {});
}
