import { join } from 'node:path';
import { firstOf } from '../model/counts.ts';
import { UserError } from '../model/errors.ts';
import { parentOf } from '../model/paths.ts';
import type { FileSystem } from '../ports/file-system.ts';

/** Throws UserError if files that are to be removed are in the index alone, as in a sparse checkout: they would stay there. */
export function requireOnDisk(fs: FileSystem, root: string, paths: readonly string[]): void {
  const missing = paths.filter((path) => !fs.stat(join(root, path)));
  const [first] = missing;
  if (first === undefined) return;
  throw new UserError(
    `these files have to go, and this checkout leaves them out, so they cannot be removed here: ${firstOf(missing, 5)}`,
    `Have Git put them on the disk, and run the command again: git sparse-checkout add ${parentOf(first)}, or git sparse-checkout disable`,
  );
}
