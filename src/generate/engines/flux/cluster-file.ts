import type { ClusterOutput } from '../../../model/engine.ts';
import type { Whereabouts } from '../../../model/whereabouts.ts';
import { relativeFolder } from '../../layout.ts';
import { quoted } from '../../yaml.ts';
import { sourceInterval } from './intervals.ts';
import { clusterConfigMap, fluxNamespace, root } from './names.ts';
import { clusterPaths } from './root-pair.ts';

/**
 * The cluster-targeted overlay: the profile and the root pair that it shares with others, its own variables, and the
 * two fields of the root pair that are its own. Written by hand rather than by a YAML library: there is one of these
 * for each cluster, and every text in it is quoted.
 */
export function clusterFile(output: ClusterOutput, at: Whereabouts): string {
  const { folder, home, profile, connectivity, isTimed, variables } = output;
  const paths = clusterPaths(at, home);
  let literals = '';
  for (const [name, text] of variables) literals += literal(name, text);
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ${relativeFolder(folder, at.profile(profile))}
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
${isTimed ? `      - {op: replace, path: /spec/interval, value: ${sourceInterval(connectivity, true)}}\n` : ''}`;
}

/** Kustomize takes one pair of quotes off a value, so each gets one more pair. */
function literal(key: string, value: string): string {
  return `      - ${quoted(`${key}="${value}"`)}\n`;
}
