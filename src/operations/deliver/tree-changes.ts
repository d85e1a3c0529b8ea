import type { TreeChange } from '../../ports/git.ts';
import type { Repository } from '../../state/repository.ts';
import type { GeneratedChanges } from './write-generated.ts';

/** What becomes of generated files, as differences of a tree of Git. */
export function treeChanges(
  { prefix }: Pick<Repository, 'prefix'>,
  { created, updated, deleted }: Pick<GeneratedChanges, 'created' | 'updated' | 'deleted'>,
): TreeChange[] {
  return [
    ...[...created, ...updated].map(({ path, content }) => ({ path: `${prefix}${path}`, content })),
    ...deleted.map((path) => ({ path: `${prefix}${path}`, deleted: true as const })),
  ];
}
