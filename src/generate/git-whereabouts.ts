import { branchRead, deliveryOf } from '../model/delivery.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Whereabouts } from '../model/whereabouts.ts';
import { clusterFolder, clustersFolder, layoutOf, sharedFolder } from './layout.ts';

/**
 * Where files lie in the Git repository that clusters read. `prefix` is the way from the root of the repository to the
 * fleet root: empty, or with a slash at the end.
 */
export function gitWhereabouts({ fleet }: Pick<Inventory, 'fleet'>, prefix: string): Whereabouts {
  const { url, secret } = fleet.spec.git;
  const layout = layoutOf(fleet);
  const { clusters, profiles, sources } = gitFolders;
  return {
    source: { kind: 'git', url, branch: branchRead(fleet), secret, prefix, shared: [sharedFolder] },
    account: deliveryOf(fleet).serviceAccount,
    clusters,
    profiles,
    cluster: (name) => clusterFolder(layout, name),
    profile: (name) => `${profiles}/${name}`,
    contents: (kind, name, variant) => `${sharedFolder}/${kind}s/${name}/${variant}`,
    sets: (namespace) => `${sharedFolder}/sets/${namespace}`,
    start: (connectivity) => `${sources}/${connectivity}`,
  };
}

/** What is the same in all repositories. */
export const gitFolders = {
  clusters: clustersFolder,
  profiles: `${sharedFolder}/profiles`,
  sources: `${sharedFolder}/sources`,
} as const;
