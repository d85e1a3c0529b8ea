import { join } from 'node:path';
import { insideFolders } from '../git-common/work-tree.ts';
import { type FileStats, look, readBytes } from './file-system.ts';
import type { IndexStats } from './index-file.ts';
import { objectId } from './objects.ts';
import type { EmbeddedRepository } from './repository.ts';

/** A file or a link of the work tree. */
export interface WorkTreeFile {
  readonly mode: string;
  readonly stats: FileStats;
  /** The content as a blob has it: of a link, where it points. */
  read(): Buffer;
}

/** Looks at paths of the work tree; undefined if there is no file or link, or if a folder on the way is a link. */
export function workTree(repository: EmbeddedRepository): (path: string, known?: string) => WorkTreeFile | undefined {
  const { fs, root } = repository;
  const config = repository.config();
  const hasModes = config.get('core.filemode') === undefined || config.isTrue('core.filemode');
  const hasLinks = config.get('core.symlinks') === undefined || config.isTrue('core.symlinks');
  const isInside = insideFolders((path) => look(fs, join(root, path)));
  return (path, known) => {
    const stats = isInside(path) ? look(fs, join(root, path)) : undefined;
    if (stats?.isSymbolicLink()) {
      return { mode: '120000', stats, read: () => Buffer.from(fs.readlinkSync(join(root, path))) };
    }
    if (!stats?.isFile()) return undefined;
    const mode = regularMode((stats.mode & 0o100n) !== 0n, known, hasModes, hasLinks);
    return { mode, stats, read: () => readBytes(fs, join(root, path)) };
  };
}

/** Some file systems keep no modes or links: then the modes that Git knows hold. */
function regularMode(executable: boolean, known: string | undefined, hasModes: boolean, hasLinks: boolean): string {
  if (!hasLinks && known === '120000') return known;
  const runs = hasModes ? executable : known === '100755';
  return runs ? '100755' : '100644';
}

/** The id that a file would have as a blob. */
export function blobId(file: WorkTreeFile): string {
  return objectId('blob', file.read());
}

/** What the index keeps of a file, to see later without reading it that it did not change. */
export function toIndexStats({ ctimeNs, mtimeNs, dev, ino, uid, gid, size }: FileStats): IndexStats {
  return {
    ctime: toTime(ctimeNs),
    mtime: toTime(mtimeNs),
    dev: toNumber(dev),
    ino: toNumber(ino),
    uid: toNumber(uid),
    gid: toNumber(gid),
    size: toNumber(size),
  };
}

function toTime(nanoseconds: bigint): [number, number] {
  return [toNumber(nanoseconds / 1_000_000_000n), Number(nanoseconds % 1_000_000_000n)];
}

function toNumber(value: bigint): number {
  return Number(BigInt.asUintN(32, value));
}
