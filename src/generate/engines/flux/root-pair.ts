import type { Item } from '../../../model/inventory.ts';
import type { Fleet } from '../../../model/kinds.ts';
import type { Connectivity } from '../../../model/resolution.ts';
import { sharedFolder } from '../../layout.ts';
import { intervals } from './intervals.ts';
import { fluxNamespace, keep, root } from './names.ts';

/** What differs between the root pairs of two clusters. Paths count from the root of the Git repository. */
export interface ClusterPaths {
  /** spec.path of the root Kustomization. */
  readonly path: string;
  /** spec.ignore of the source: what is left is this cluster's folder and what clusters share. */
  readonly ignore: string;
}

/**
 * The two objects that a cluster starts from: the source, on the branch (never `ref.commit`, which clones the whole
 * history at every interval), and the Kustomization that applies the cluster's folder. Never pruned, and never with
 * variables of its own. https://fluxcd.io/flux/components/source/gitrepositories/
 */
export function rootPair(fleet: Item<Fleet>, connectivity: Connectivity, paths?: ClusterPaths): [object, object] {
  const { url, branch = 'main', secret } = fleet.object.spec.git;
  const every = intervals[connectivity];
  const metadata = { name: root, namespace: fluxNamespace, annotations: { ...keep } };
  const source = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata,
    spec: {
      interval: every.source,
      timeout: every.sourceTimeout,
      url,
      ref: { branch },
      ...(secret === undefined ? {} : { secretRef: { name: secret } }),
      ...(paths ? { ignore: paths.ignore } : {}),
    },
  };
  const kustomization = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata,
    spec: {
      interval: every.apply,
      retryInterval: every.retry,
      timeout: every.timeout,
      sourceRef: { kind: 'GitRepository', name: root },
      ...(paths ? { path: paths.path } : {}),
      prune: true,
      deletionPolicy: 'Orphan',
      force: false,
    },
  };
  return [source, kustomization];
}

/**
 * The paths of a cluster. `prefix` is the way from the root of the Git repository to the fleet root, empty or with a
 * slash at the end; `folder` is the cluster's, counted from the fleet root.
 */
export function clusterPaths(prefix: string, folder: string): ClusterPaths {
  const lines = ['/*'];
  const opened = new Set<string>();
  const open = (path: string) => {
    const names = literal(path).split('/');
    for (let depth = 1; depth < names.length; depth++) {
      const above = names.slice(0, depth).join('/');
      if (opened.has(above)) continue;
      opened.add(above);
      lines.push(`!/${above}`, `/${above}/*`);
    }
    lines.push(`!/${names.join('/')}`);
  };
  for (const shared of ['apps', sharedFolder, 'policies']) open(`${prefix}${shared}`);
  open(`${prefix}${folder}`);
  return { path: `./${prefix}${folder}`, ignore: `${lines.join('\n')}\n` };
}

/** A path as a pattern of .gitignore that matches it alone. */
function literal(path: string): string {
  return path.replace(/[\\*?[\]]/g, '\\$&');
}
