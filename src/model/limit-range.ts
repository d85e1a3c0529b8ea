import { type Amounts, type Resource, readAmounts } from './amounts.ts';
import type { Limits } from './kinds.ts';

/** What Kubernetes counts of a container. */
export const computed = ['cpu', 'memory'] as const satisfies readonly Resource[];

export type Computed = (typeof computed)[number];

/** What a LimitRange says of each container; amounts are in billionths. */
export interface ContainerLimits {
  /** The limit of a container that names none. */
  readonly default: Amounts;
  /** The request of a container that names neither a request nor a limit. */
  readonly defaultRequest: Amounts;
  readonly max: Amounts;
  readonly min: Amounts;
}

/**
 * The limits of a namespace as Kubernetes completes them: a limit that is not said is the maximum, a request that is
 * not said is the limit, or else the minimum (SetDefaults_LimitRangeItem in pkg/apis/core/v1/defaults.go).
 */
export function containerLimits(limits: Limits | undefined): ContainerLimits {
  const max = readAmounts(limits?.max);
  const min = readAmounts(limits?.min);
  const byDefault = { ...max, ...readAmounts(limits?.default) };
  return {
    default: byDefault,
    defaultRequest: { ...min, ...byDefault, ...readAmounts(limits?.defaultRequest) },
    max,
    min,
  };
}
