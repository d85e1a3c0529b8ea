import type { Entries } from '../../publish/record.ts';
import type { ClusterArtifacts } from './cluster-artifacts.ts';
import { bundleKey } from './find-bundles.ts';
import type { ChangedCluster } from './find-clusters.ts';

/** What clusters pull, in bytes: their own artifacts, and bundles that no cluster was pinned to before. */
export interface Pulls {
  /** How many clusters pull something. */
  readonly clusters: number;
  readonly bytes: number;
  /** The most that one of them pulls. */
  readonly most: number;
}

export function pullsOf(changed: readonly ChangedCluster[], artifacts: ClusterArtifacts, had: Entries): Pulls {
  const pulling = changed.filter(({ isThere }) => !isThere);
  const sizes = pulling.map(({ cluster, published }) => {
    const added = artifacts.bundles(cluster).filter((bundle) => !had.has(bundleKey(bundle)));
    return added.reduce((sum, { size }) => sum + size, published.size);
  });
  return {
    clusters: sizes.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    most: sizes.reduce((most, size) => Math.max(most, size), 0),
  };
}
