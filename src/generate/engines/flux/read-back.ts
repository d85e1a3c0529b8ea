import type { GeneratedFile } from '../../../model/generated.ts';
import { clustersFolder, sharedFolder } from '../../layout.ts';

/** Where the files lie that are read back. */
export const readBackFolders = [clustersFolder, `${sharedFolder}/profiles`] as const;

const inProfile = new RegExp(`^${sharedFolder}/profiles/([^/]+)/`);
const unit = /^ {2}name: (ns|app)-(.+)$/gm;
const clusterName = /^ {6}- "cluster_name=\\"(.+)\\""$/m;
const profileOfCluster = new RegExp(`/${sharedFolder}/profiles/([^/\\s]+)$`, 'm');

/**
 * Reads generated files back: what each cluster has, as `namespace/NAME` and `application/NAME`, by the name of the
 * cluster. Clusters of one profile share a set.
 */
export function readBack(files: readonly GeneratedFile[]): Map<string, ReadonlySet<string>> {
  const profiles = new Map<string, Set<string>>();
  for (const { path, text } of files) {
    const name = inProfile.exec(path)?.[1];
    if (name === undefined) continue;
    const units = profiles.get(name) ?? new Set();
    for (const [, kind, of] of text.matchAll(unit)) units.add(`${kind === 'ns' ? 'namespace' : 'application'}/${of}`);
    profiles.set(name, units);
  }
  const clusters = new Map<string, ReadonlySet<string>>();
  for (const { text } of files) {
    const cluster = clusterName.exec(text)?.[1];
    const profile = profileOfCluster.exec(text)?.[1];
    if (cluster !== undefined && profile !== undefined) clusters.set(cluster, profiles.get(profile) ?? new Set());
  }
  return clusters;
}
