import type { Connectivity } from '../../../model/resolution.ts';
import type { Whereabouts } from '../../../model/whereabouts.ts';
import { gitRepository, ignoreList, inSource } from './git-source.ts';
import { intervals } from './intervals.ts';
import { marks } from './marks.ts';
import { applyAs, fluxNamespace, root } from './names.ts';

/** What differs between the root pairs of two clusters. */
export interface ClusterPaths {
  /** spec.path of the root Kustomization. */
  readonly path: string;
  /** spec.ignore of the source. */
  readonly ignore: string;
}

/**
 * The two objects that a cluster starts from: the source, and the Kustomization that applies the cluster's folder.
 * Never pruned, and never with variables of its own. Without a cluster, what is the same for all.
 */
export function rootPair(at: Whereabouts, connectivity: Connectivity, cluster?: ClusterPaths): [object, object] {
  const every = intervals[connectivity];
  const metadata = { name: root, namespace: fluxNamespace, annotations: { ...marks.keep } };
  const { sourceRef } = inSource(at, '');
  const kustomization = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata,
    spec: {
      interval: every.apply,
      retryInterval: every.retry,
      timeout: every.timeout,
      sourceRef,
      ...(cluster ? { path: cluster.path } : {}),
      prune: true,
      deletionPolicy: 'Orphan',
      force: false,
      ...applyAs(at.account),
    },
  };
  return [gitRepository(at.source, every, metadata, cluster?.ignore), kustomization];
}

/** The paths of a cluster whose folder this is. */
export function clusterPaths(at: Whereabouts, folder: string): ClusterPaths {
  return { path: inSource(at, folder).path, ignore: ignoreList(at.source, folder) };
}
