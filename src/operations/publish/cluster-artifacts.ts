import { mustGet } from '../../model/at.ts';
import type { DeliveredCluster, DeliveredLineUp } from '../../model/delivered.ts';
import type { RegistryFiles } from '../../model/engine.ts';
import type { ArtifactFile } from '../../publish/tar.ts';
import type { Bundle, Bundles } from './find-bundles.ts';

/** Makes the files of clusters; those that have the same sets share what pins them to these. */
export interface ClusterArtifacts {
  files(cluster: DeliveredCluster): readonly ArtifactFile[];
  /** The bundles that a cluster is pinned to. */
  bundles(cluster: DeliveredCluster): readonly Bundle[];
}

export function clusterArtifacts(files: RegistryFiles, bundles: Bundles): ClusterArtifacts {
  const known = new Map<DeliveredLineUp, string>();
  const bundlesOf = ({ lineUp }: DeliveredCluster) => lineUp.folders.map((folder) => mustGet(bundles, folder));
  const pinsOf = (cluster: DeliveredCluster): string => {
    const pins = known.get(cluster.lineUp) ?? files.pins(bundlesOf(cluster), cluster.connectivity);
    known.set(cluster.lineUp, pins);
    return pins;
  };
  return {
    bundles: bundlesOf,
    files: (cluster) => files.cluster({ ...cluster, variables: cluster.variables() }, pinsOf(cluster)),
  };
}
