import { generatedInGit } from '../../deliver/generated-in-git.ts';
import { generatedFolders } from '../../generate/layout.ts';
import type { GeneratedTree, KeptFile } from '../../model/generated.ts';
import { blobId } from '../../model/hash.ts';
import type { Git } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { generatedOnDisk } from '../../state/generated-on-disk.ts';
import { fromGitRoot, gitOf, type Repository } from '../../state/repository.ts';

/** The generated folders as they are checked: on the disk, or staged. */
export interface GeneratedFiles {
  readonly tree: GeneratedTree;
  /** All files with the ids that Git gives their bytes. `list`: those of HEAD. */
  ids(list: () => Promise<readonly KeptFile[]>): Promise<ReadonlyMap<string, string>>;
}

export async function stagedFiles(repository: Repository): Promise<GeneratedFiles> {
  const git = gitOf(repository);
  const entries = await git.index(fromGitRoot(repository, generatedFolders));
  const files = entries.map(({ path, id }) => ({ path: path.slice(repository.prefix.length), id }));
  return { tree: generatedInGit(git, files), ids: async () => byPath(files) };
}

export function filesOnDisk({ fs }: Host, repository: Repository): GeneratedFiles {
  const tree = generatedOnDisk(fs, repository.root);
  return {
    tree,
    async ids(list) {
      const ids = byPath(await list());
      const changed = await changedPaths(gitOf(repository), repository);
      const bytes = await tree.read(changed.filter(({ isThere }) => isThere).map(({ path }) => path));
      for (const { path, isThere } of changed) {
        const content = bytes.get(path);
        if (isThere) ids.set(path, content ? blobId(content) : '');
        else ids.delete(path);
      }
      return ids;
    },
  };
}

/** What on the disk is not as in HEAD. What is no file, such as a link, has no bytes. */
async function changedPaths(git: Git, repository: Repository): Promise<{ path: string; isThere: boolean }[]> {
  const changes = await git.changes(fromGitRoot(repository, generatedFolders));
  return changes.map(({ path, change }) => ({
    path: path.slice(repository.prefix.length),
    isThere: change !== 'deleted',
  }));
}

function byPath(files: readonly KeptFile[]): Map<string, string> {
  return new Map(files.map(({ path, id }) => [path, id]));
}
