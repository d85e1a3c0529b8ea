import { join } from 'node:path';
import { generatedFolders } from '../../generate/layout.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { fromGitRoot, gitOf, type Repository } from '../../state/repository.ts';

/** The lines that Git writes around the two sides of a conflict. */
const mark = /^(?:<{7}|>{7}) /m;

/** Generated files whose conflict somebody took for settled, as `git add --all` does, counted from the root of the Git work tree. */
export async function markedGenerated(fs: FileSystem, repository: Repository): Promise<string[]> {
  const git = gitOf(repository);
  const changes = await git.changes(fromGitRoot(repository, generatedFolders));
  const decoder = new TextDecoder();
  return changes
    .map(({ path }) => path)
    .filter((path) => {
      const content = fs.readBelow(join(git.root, path), git.root);
      return content !== undefined && mark.test(decoder.decode(content));
    });
}
