import type { Intervals } from './intervals.ts';

/**
 * A Kustomization of Flux: how often it is applied, and what else it says.
 * https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export function fluxKustomization(
  metadata: object,
  { apply, retry, timeout }: Pick<Intervals, 'apply' | 'retry' | 'timeout'>,
  spec: object,
): object {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata,
    spec: { interval: apply, retryInterval: retry, timeout, ...spec },
  };
}
