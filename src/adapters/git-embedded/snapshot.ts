import type { Snapshot } from '../../ports/git.ts';
import { changes, headTree } from './changes.ts';
import { collecting } from './commit.ts';
import { refuseConversion } from './conversions.ts';
import { flagOf, readIndex } from './index-file.ts';
import type { EmbeddedRepository } from './repository.ts';
import type { Node } from './trees.ts';
import { workTree } from './work-tree.ts';
import { addTree } from './write-tree.ts';

export function snapshot(repository: EmbeddedRepository, folders: readonly string[]): Snapshot {
  const before = headTree(repository);
  const index = new Map(readIndex(repository).map((entry) => [entry.path, entry]));
  const refuse = refuseConversion(repository);
  const fileAt = workTree(repository);
  const found = changes(repository, folders);
  return collecting(repository, () => {
    const nodes = new Map<string, Node | undefined>();
    for (const { path, change } of found) {
      const staged = index.get(path);
      const file = fileAt(path, repository.trees.find(before, path)?.mode);
      if (staged && flagOf(staged)) nodes.set(path, { id: staged.id, mode: staged.mode });
      else if (file) {
        const content = file.read();
        if (file.mode !== '120000') refuse(path, content);
        nodes.set(path, { id: repository.objects.add('blob', content), mode: file.mode });
      } else if (change !== 'added') nodes.set(path, undefined);
    }
    const tree = addTree(repository, before, nodes);
    repository.objects.flush();
    return { tree, changes: found };
  });
}
