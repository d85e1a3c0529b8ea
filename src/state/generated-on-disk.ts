import { join } from 'node:path';
import { generatedFolders } from '../generate/layout.ts';
import type { GeneratedTree } from '../model/generated.ts';
import { blobId } from '../model/hash.ts';
import type { EntryType, FileSystem } from '../ports/file-system.ts';

/** The generated folders on disk. */
export function generatedOnDisk(fs: FileSystem, root: string): GeneratedTree {
  const files = listFiles(fs, root);
  const read = (path: string) => (files.get(path) ? fs.read(join(root, path)) : undefined);
  return {
    paths: [...files.keys()],
    same(file) {
      const bytes = read(file.path);
      if (!bytes) return false;
      return 'id' in file ? blobId(bytes) === file.id : Buffer.from(file.content).equals(bytes);
    },
    read: async (paths) => {
      const found = new Map<string, Uint8Array>();
      for (const path of paths) {
        const bytes = read(path);
        if (bytes) found.set(path, bytes);
      }
      return found;
    },
  };
}

/** What lies in the generated folders, or in their place; true for files. */
function listFiles(fs: FileSystem, root: string): Map<string, boolean> {
  const found = new Map<string, boolean>();
  const visit = (path: string, type: EntryType) => {
    if (type !== 'folder') found.set(path, type === 'file');
    else for (const entry of fs.list(join(root, path))) visit(`${path}/${entry.name}`, entry.type);
  };
  for (const { name, type } of fs.list(root)) if (generatedFolders.some((folder) => folder === name)) visit(name, type);
  return found;
}
