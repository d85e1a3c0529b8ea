import { join } from 'node:path';
import { Interrupted, UserError } from '../../model/errors.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { Host } from '../../ports/host.ts';
import { requireOnDisk } from '../../state/require-on-disk.ts';
import type { FileChange, PlannedChange } from './change-fleet.ts';

/** After this many files it looks whether to stop. */
const filesBetween = 50;

/**
 * Throws UserError if the fleet is not what it was when a change was planned: somebody took a while to agree, and what
 * was checked then may not hold any more.
 */
export async function checkUnchanged({ before }: PlannedChange): Promise<void> {
  if (await before.isCurrent()) return;
  throw new UserError('files were changed in the meantime', 'Nothing was done: do it again.');
}

/** Writes a change, all of it or nothing. Throws Interrupted if a signal came before the end: then it is nothing. */
export async function writeChange({ fs, signals }: Host, { after, files }: PlannedChange): Promise<void> {
  const { root } = after.repository;
  const removed = files.filter((file) => file.after === undefined);
  requireOnDisk(
    fs,
    root,
    removed.map(({ path }) => path),
  );
  await signals.defer(async (isInterrupted) => {
    const done: FileChange[] = [];
    try {
      for (const [at, file] of files.entries()) {
        if (at % filesBetween === 0 && (await isInterrupted())) throw new Interrupted();
        after.progress(at, files.length, 'files written');
        writeFile(fs, root, file.path, file.after);
        done.push(file);
      }
    } catch (error) {
      for (const { path, before } of done.reverse()) writeFile(fs, root, path, before);
      throw error;
    }
  });
  after.wasWritten();
}

function writeFile(fs: FileSystem, root: string, path: string, text: string | undefined): void {
  if (text !== undefined) fs.write(join(root, path), text, root);
  else if (fs.stat(join(root, path))) fs.remove(join(root, path), root);
}
