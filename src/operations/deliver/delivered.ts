import { readBack, readBackFolders } from '../../generate/engines/flux/read-back.ts';
import type { Delivered } from '../../plan/losses.ts';
import type { Git } from '../../ports/git.ts';

/**
 * What clusters have, as far as a commit says: read from the generated files in it, not from the inventory, which may
 * have been changed since they were generated.
 */
export async function deliveredIn(git: Git, prefix: string, commit: string): Promise<Delivered> {
  const entries = await git.tree(
    commit,
    readBackFolders.map((folder) => `${prefix}${folder}`),
  );
  const blobs = await git.blobs([...new Set(entries.map(({ id }) => id))]);
  const decoder = new TextDecoder();
  return readBack(
    entries.map(({ path, id }) => ({ path: path.slice(prefix.length), text: decoder.decode(blobs.get(id)) })),
  );
}
