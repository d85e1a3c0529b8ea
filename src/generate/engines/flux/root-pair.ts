import type { Connectivity } from '../../../model/resolution.ts';
import type { Whereabouts } from '../../../model/whereabouts.ts';
import { gitRepository, ignoreList, inSource } from './git-source.ts';
import { intervals } from './intervals.ts';
import { fluxKustomization } from './kustomization.ts';
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
  const { sourceRef } = inSource(at, '');
  return [
    gitRepository(at.source, intervals[connectivity], rootMetadata(), cluster?.ignore),
    rootKustomization(connectivity, { sourceRef, ...(cluster ? { path: cluster.path } : {}) }, at.account),
  ];
}

/** The Kustomization that all others of a cluster come from. */
export function rootKustomization(connectivity: Connectivity, folder: object, account: string | undefined): object {
  const spec = { ...folder, prune: true, deletionPolicy: 'Orphan', force: false, ...applyAs(account) };
  return fluxKustomization(rootMetadata(), intervals[connectivity], spec);
}

export function rootMetadata(): object {
  return { name: root, namespace: fluxNamespace, annotations: { ...marks.keep } };
}

/** The paths of a cluster whose folder this is. */
export function clusterPaths(at: Whereabouts, folder: string): ClusterPaths {
  return { path: inSource(at, folder).path, ignore: ignoreList(at.source, folder) };
}
