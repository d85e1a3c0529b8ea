import { compareText } from '../model/compare.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { listWorkTree } from './list-work-tree.ts';
import { type Listing, listAbsent } from './listing.ts';
import type { Repository } from './repository.ts';

/**
 * The files of the work tree. Those that Git does not expect on the disk, as in a sparse checkout, are as the index has
 * them: they were left out, not deleted.
 */
export async function listCheckout(fs: FileSystem, repository: Repository): Promise<Listing> {
  const disk = listWorkTree(fs, repository);
  const { git, prefix } = repository;
  const absent = git && (await listAbsent(git, prefix));
  if (!absent || absent.entries.length === 0) return disk;
  const there = new Set(disk.entries.map(({ path }) => path));
  const added = absent.entries.filter(({ path }) => !there.has(path));
  if (added.length === 0) return disk;
  return {
    entries: [...disk.entries, ...added].sort((a, b) => compareText(a.path, b.path)),
    async read(wanted) {
      const isThere = ({ path }: { readonly path: string }) => there.has(path);
      const found = await disk.read(wanted.filter(isThere));
      const hidden = await absent.read(wanted.filter((entry) => !isThere(entry)));
      return new Map([...found, ...hidden]);
    },
  };
}
