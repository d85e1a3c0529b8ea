import { generatedFolders } from '../../generate/layout.ts';
import type { Repository } from '../../state/repository.ts';

/** Whether a path, counted from the root of the Git work tree, is one of a generated file. */
export function isGeneratedPath({ prefix }: Pick<Repository, 'prefix'>, path: string): boolean {
  return generatedFolders.some((folder) => path.startsWith(`${prefix}${folder}/`));
}
