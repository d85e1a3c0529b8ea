import type { Item } from '../../../model/inventory.ts';
import type { Cluster } from '../../../model/kinds.ts';
import type { Connectivity, Profile, Value } from '../../../model/resolution.ts';
import { relativeFolder, sharedFolder } from '../../layout.ts';
import { quoted } from '../../yaml.ts';
import { clusterConfigMap, fluxNamespace, root } from './names.ts';
import type { ClusterPaths } from './root-pair.ts';

/** All that a cluster's own file says. */
export interface ClusterFile {
  readonly cluster: Item<Cluster>;
  /** The folder that the file lies in. */
  readonly folder: string;
  /** Where the cluster is to read from: differs from `folder` in a forwarding overlay. */
  readonly paths: ClusterPaths;
  readonly profile: Profile;
  readonly values: ReadonlyMap<string, Value>;
}

/**
 * The cluster-targeted overlay: the profile and the root pair that it shares with others, its own variables, and the
 * two fields of the root pair that are its own. Written by hand rather than by a YAML library: there is one of these
 * for each cluster, and every text in it is quoted.
 */
export function clusterFile({ cluster, folder, paths, profile, values }: ClusterFile): string {
  const connectivity: Connectivity = cluster.object.spec?.connectivity ?? 'online';
  const group = cluster.object.spec?.groups?.[0] ?? '';
  let literals = `${literal('cluster_group', group)}${literal('cluster_name', cluster.name)}`;
  for (const [key, value] of values) literals += literal(`cluster_${key}`, value.text);
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ${relativeFolder(folder, `${sharedFolder}/profiles/${profile.name}`)}
  - ${relativeFolder(folder, `${sharedFolder}/sources/${connectivity}`)}
configMapGenerator:
  - name: ${clusterConfigMap}
    namespace: ${fluxNamespace}
    literals:
${literals}    options:
      disableNameSuffixHash: true
      labels:
        reconcile.fluxcd.io/watch: Enabled
patches:
  - target:
      kind: Kustomization
      name: ${root}
    patch: |-
      - {op: add, path: /spec/path, value: ${quoted(paths.path)}}
  - target:
      kind: GitRepository
      name: ${root}
    patch: |-
      - {op: add, path: /spec/ignore, value: ${quoted(paths.ignore)}}
`;
}

/** Kustomize takes one pair of quotes off a value, so each gets one more pair. */
function literal(key: string, value: string): string {
  return `      - ${quoted(`${key}="${value}"`)}\n`;
}
