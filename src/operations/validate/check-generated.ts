import { generatedInGit } from '../../deliver/generated-in-git.ts';
import { findForeignManifests } from '../../generate/foreign-manifests.ts';
import { generatedFolders } from '../../generate/layout.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { GeneratedTree } from '../../model/generated.ts';
import type { Resolution } from '../../model/resolution.ts';
import { generatedOnDisk } from '../../state/generated-on-disk.ts';
import { fromGitRoot, gitOf, type Repository } from '../../state/repository.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { findGeneratedOnBranch } from './check-branch.ts';

/** What lies in the generated folders and must not, on the disk or staged. That files are current is no matter here. */
export async function checkGenerated(
  { host, repository }: Pick<WorkingCopy, 'host' | 'repository'>,
  resolution: Resolution,
  staged: boolean,
): Promise<Finding[]> {
  const tree = staged ? await stagedTree(repository) : generatedOnDisk(host.fs, repository.root);
  return [
    ...(await findForeignManifests(tree, resolution)),
    ...(await findGeneratedOnBranch(repository, resolution, staged)),
  ];
}

async function stagedTree(repository: Repository): Promise<GeneratedTree> {
  const git = gitOf(repository);
  const entries = await git.index(fromGitRoot(repository, generatedFolders));
  const files = entries.map(({ path, id }) => ({ path: path.slice(repository.prefix.length), id }));
  return generatedInGit(git, files);
}
