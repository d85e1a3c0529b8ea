import type { DeliveredCluster } from '../../../model/delivered.ts';
import type { ReadBack } from '../../../model/engine.ts';

const unit = /^ {2}name: (ns|app)-(.+)$/gm;
const clusterName = /^ {6}- "cluster_name=\\"(.+)\\""$/m;

/** A cluster's file names its profile, whose Kustomizations are named after what they apply. */
export const readBack: ReadBack = {
  folders: ({ clusters, profiles }) => [clusters, profiles],
  clusters(files, at) {
    const inProfile = new RegExp(`^${at.profiles}/([^/]+)/`);
    const profileOfCluster = new RegExp(`/${at.profiles}/([^/\\s]+)$`, 'm');
    const profiles = new Map<string, Set<string>>();
    for (const { path, text } of files) {
      const name = inProfile.exec(path)?.[1];
      if (name === undefined) continue;
      const units = profiles.get(name) ?? new Set();
      for (const [, kind, of] of text.matchAll(unit)) units.add(`${kind === 'ns' ? 'namespace' : 'application'}/${of}`);
      profiles.set(name, units);
    }
    const clusters = new Map<string, DeliveredCluster>();
    for (const { text } of files) {
      const cluster = clusterName.exec(text)?.[1];
      const profile = profileOfCluster.exec(text)?.[1];
      if (cluster !== undefined && profile !== undefined)
        clusters.set(cluster, { units: profiles.get(profile) ?? new Set() });
    }
    return clusters;
  },
};
