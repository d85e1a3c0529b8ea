import { join } from 'node:path';
import { Interrupted, UserError } from '../../model/errors.ts';
import type { FileSystem, PreparedFile } from '../../ports/file-system.ts';
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

/**
 * Writes a change, all of it or nothing: all new contents first, which takes the time and the room, then one move after
 * another. Throws Interrupted if a signal came before the moves: then it is nothing. Who is killed between two moves has
 * the files in which something is defined still as they were, so the same command finishes it.
 */
export async function writeChange({ fs, signals }: Host, planned: PlannedChange): Promise<void> {
  const { after, files } = planned;
  const { root } = after.repository;
  const removed = files.filter((file) => file.after === undefined);
  requireOnDisk(
    fs,
    root,
    removed.map(({ path }) => path),
  );
  await signals.defer(async (isInterrupted) => {
    const moves: Move[] = [];
    const done: FileChange[] = [];
    try {
      for (const [at, file] of inOrder(planned).entries()) {
        if (at % filesBetween === 0 && (await isInterrupted())) throw new Interrupted();
        after.progress(at, files.length, 'files written');
        moves.push(prepareMove(fs, root, file));
      }
      for (const { file, put } of moves) {
        put();
        done.push(file);
      }
    } catch (error) {
      for (const { drop } of moves) drop();
      for (const { path, before } of done.reverse())
        prepareMove(fs, root, { path, before: undefined, after: before }).put();
      throw error;
    }
  });
  after.wasWritten();
}

/** What is new, what others do not wait for, what they refer to, and what goes. */
function inOrder({ files, last }: PlannedChange): FileChange[] {
  const rank = ({ path, before, after }: FileChange) => {
    if (after === undefined) return 3 + last.length;
    return before === undefined ? 0 : 2 + last.lastIndexOf(path);
  };
  return [...files].sort((a, b) => rank(a) - rank(b));
}

/** A file whose new content is on the disk already. */
interface Move extends PreparedFile {
  readonly file: FileChange;
}

function prepareMove(fs: FileSystem, root: string, file: FileChange): Move {
  const path = join(root, file.path);
  if (file.after !== undefined) return { file, ...fs.prepare(path, file.after, root) };
  const put = () => {
    if (fs.stat(path)) fs.remove(path, root);
  };
  return { file, put, drop: () => {} };
}
