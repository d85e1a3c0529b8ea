import { generatedInGit } from '../../deliver/generated-in-git.ts';
import { generatedFolders } from '../../generate/layout.ts';
import { ownership } from '../../generate/ownership.ts';
import type { GeneratedTree } from '../../model/generated.ts';
import { fromGitRoot, gitOf, type Repository } from '../../state/repository.ts';

/** Whether a path, counted from the root of the Git work tree, is one of a generated file. */
export function isGeneratedPath({ prefix }: Pick<Repository, 'prefix'>, path: string): boolean {
  return generatedFolders.some((folder) => path.startsWith(`${prefix}${folder}/`));
}

/** Those of some paths that are of people's own files: in no generated folder, or in one, and not ours as HEAD has them. */
export async function peoplesOwn(repository: Repository, paths: readonly string[]): Promise<string[]> {
  const git = gitOf(repository);
  const inside = paths.filter((path) => isGeneratedPath(repository, path));
  const { commit: head } = await git.head();
  const entries = head === undefined || inside.length === 0 ? [] : await git.tree(head, inside);
  const files = entries.map(({ path, id }) => ({ path: path.slice(repository.prefix.length), id }));
  const tree = generatedInGit(git, files);
  const ours = new Set(fromGitRoot(repository, await pathsOfOurs(tree, tree.paths)));
  const foreign = new Set(entries.map(({ path }) => path).filter((path) => !ours.has(path)));
  return paths.filter((path) => foreign.has(path) || !isGeneratedPath(repository, path));
}

/** The paths of a tree that resedge wrote, whether or not somebody edited them since, and not people's own files. */
export async function pathsOfOurs(tree: GeneratedTree, paths: readonly string[]): Promise<string[]> {
  const stateOf = await ownership(tree, paths, () => false);
  return paths.filter((path) => stateOf(path) !== 'foreign');
}
