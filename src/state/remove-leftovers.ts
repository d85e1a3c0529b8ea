import { join } from 'node:path';
import { generatedFolders } from '../generate/layout.ts';
import { isLeftover } from '../model/leftover.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { intentPaths } from './repository.ts';

/** Removes the files that a run was writing when it was broken off. Nobody else may be writing. */
export function removeLeftovers(fs: FileSystem, root: string): void {
  const own = new Set<string>([...intentPaths, ...generatedFolders, '.github', '.gitlab', 'docs']);
  const visit = (folder: string, isWanted: (name: string) => boolean) => {
    for (const { name, type } of fs.list(folder)) {
      const path = join(folder, name);
      if (type === 'folder' && name !== '.git' && isWanted(name)) visit(path, () => true);
      else if (type === 'file' && isLeftover(name)) fs.remove(path, root);
    }
  };
  visit(root, (name) => own.has(name));
}
