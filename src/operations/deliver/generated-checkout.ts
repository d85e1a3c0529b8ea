import { generatedInGit } from '../../deliver/generated-in-git.ts';
import { generatedFolders } from '../../generate/layout.ts';
import type { GeneratedTree } from '../../model/generated.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { generatedOnDisk } from '../../state/generated-on-disk.ts';
import { fromGitRoot, type Repository } from '../../state/repository.ts';

/** The generated folders of the work tree; what Git does not expect on the disk is as the index has it. */
export async function generatedInCheckout(fs: FileSystem, repository: Repository): Promise<GeneratedTree> {
  const { root, prefix, git } = repository;
  const disk = generatedOnDisk(fs, root);
  const there = new Set(disk.paths);
  const absent = (await git?.absent(fromGitRoot(repository, generatedFolders))) ?? [];
  const files = absent
    .map(({ path, id }) => ({ path: path.slice(prefix.length), id }))
    .filter(({ path }) => !there.has(path));
  if (!git || files.length === 0) return disk;
  const hidden = generatedInGit(git, files);
  return {
    paths: [...disk.paths, ...hidden.paths],
    same: (file) => (there.has(file.path) ? disk : hidden).same(file),
    read: async (paths) => new Map([...(await disk.read(paths)), ...(await hidden.read(paths))]),
  };
}
