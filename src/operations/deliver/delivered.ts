import { gitFolders } from '../../generate/git-whereabouts.ts';
import type { DeliveredClusters } from '../../model/delivered.ts';
import type { Engine } from '../../model/engine.ts';
import type { Git } from '../../ports/git.ts';

/**
 * What clusters have, as far as a commit says: read from the generated files in it, not from the inventory, which may
 * have been changed since they were generated.
 */
export async function deliveredIn(
  git: Git,
  prefix: string,
  commit: string,
  { readBack }: Engine,
): Promise<DeliveredClusters> {
  const folders = readBack.folders(gitFolders).map((folder) => `${prefix}${folder}`);
  const entries = await git.tree(commit, folders);
  const blobs = await git.blobs([...new Set(entries.map(({ id }) => id))]);
  const decoder = new TextDecoder();
  const files = entries.map(({ path, id }) => ({
    path: path.slice(prefix.length),
    text: decoder.decode(blobs.get(id)),
  }));
  return readBack.clusters(files, gitFolders);
}
