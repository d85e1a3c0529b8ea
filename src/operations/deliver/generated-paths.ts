import { generatedFolders } from '../../generate/layout.ts';
import { ownership } from '../../generate/ownership.ts';
import type { GeneratedTree } from '../../model/generated.ts';
import type { Repository } from '../../state/repository.ts';

/** Whether a path, counted from the root of the Git work tree, is one of a generated file. */
export function isGeneratedPath({ prefix }: Pick<Repository, 'prefix'>, path: string): boolean {
  return generatedFolders.some((folder) => path.startsWith(`${prefix}${folder}/`));
}

/** The paths of a tree that resedge wrote, whether or not somebody edited them since, and not people's own files. */
export async function pathsOfOurs(tree: GeneratedTree, paths: readonly string[]): Promise<string[]> {
  const stateOf = await ownership(tree, paths, () => false);
  return paths.filter((path) => stateOf(path) !== 'foreign');
}
