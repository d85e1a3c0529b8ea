import { formatAmount, type Resource } from '../../model/amounts.ts';
import { at } from '../../model/at.ts';
import type { ClusterSet } from '../../model/cluster-set.ts';
import { UserError } from '../../model/errors.ts';
import type { Resolution } from '../../model/resolution.ts';
import { tryOn } from '../../resolve/fits.ts';

/** One item of a FitList: whether a namespace would have room on a cluster that does not have it. */
export interface ClusterFit {
  readonly cluster: string;
  readonly namespace: string;
  readonly variant: string;
  readonly fits: 'yes' | 'no' | 'unknown';
  readonly lacks: readonly { readonly resource: Resource; readonly wanted: string; readonly free: string }[];
  readonly unknown: readonly Resource[];
}

/** Where a namespace would still fit, and where not: a cluster at a time, by name. UserError if that cannot be told. */
export function* listFits(resolution: Resolution, name: string, clusters: ClusterSet): IterableIterator<ClusterFit> {
  const namespace = resolution.inventory.namespaces.find((item) => item.name === name);
  if (!namespace) return;
  const { quota, overrides } = namespace.spec;
  if (Object.keys(quota ?? {}).length === 0 && overrides.every((override) => override.quota === undefined))
    throw new UserError(
      `namespace ${name} has no quota, so nobody can tell where it fits`,
      `Give it one, such as: resedge set ns/${name} quota.cpu=500m quota.memory=1Gi`,
    );
  for (const { cluster, variant, fits, lacks, unknown } of tryOn(resolution, namespace, clusters)) {
    yield {
      cluster: at(resolution.inventory.clusters, cluster).name,
      namespace: name,
      variant: variant.name,
      fits,
      lacks: lacks.map(({ resource, wanted, free }) => ({
        resource,
        wanted: formatAmount(resource, wanted),
        free: formatAmount(resource, free),
      })),
      unknown,
    };
  }
}
