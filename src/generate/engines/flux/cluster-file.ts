import type { ClusterOutput } from '../../../model/engine.ts';
import type { Whereabouts } from '../../../model/whereabouts.ts';
import { relativeFolder } from '../../layout.ts';
import { quoted } from '../../yaml.ts';
import { clusterConfigMap, fluxNamespace, root } from './names.ts';
import { clusterPaths } from './root-pair.ts';

/**
 * The cluster-targeted overlay: the profile and the root pair that it shares with others, its own variables, and the
 * two fields of the root pair that are its own. Written by hand rather than by a YAML library: there is one of these
 * for each cluster, and every text in it is quoted.
 */
export function clusterFile({ cluster, folder, profile, values }: ClusterOutput, at: Whereabouts): string {
  const paths = clusterPaths(at, cluster.name);
  const { connectivity, home } = cluster.spec;
  let literals = `${literal('cluster_group', home)}${literal('cluster_name', cluster.name)}`;
  for (const [key, value] of values) literals += literal(`cluster_${key}`, value.text);
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ${relativeFolder(folder, at.profile(profile.name))}
  - ${relativeFolder(folder, at.start(connectivity))}
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
