import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { type GitFileSystem, readIfThere } from './file-system.ts';
import { buildPack, type PackObject } from './pack.ts';

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

export interface StoredObject {
  readonly type: string;
  readonly content: Buffer;
}

/** The objects of a repository. */
export interface ObjectStore {
  /** Undefined where there is no such object. */
  read(id: string): Promise<StoredObject | undefined>;
  /** Keeps an object in memory until the next flush; its id. */
  add(type: ObjectType, content: Uint8Array): string;
  /** Writes what was added: a few objects each to a file, many into one pack. */
  flush(): void;
  /** Forgets what was added. */
  discard(): void;
}

/** The id of an object. */
export function objectId(type: ObjectType, content: Uint8Array): string {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
}

/** From this number on, objects are written into a pack: as in Git. */
const many = 100;

export function objectStore(fs: GitFileSystem, folder: string): ObjectStore {
  const cache = {};
  const added = new Map<string, PackObject>();
  return {
    async read(id) {
      const fresh = added.get(id);
      if (fresh !== undefined) return { type: fresh.type, content: Buffer.from(fresh.content) };
      return readLoose(fs, folder, id) ?? (await readPacked(fs, folder, id, cache));
    },
    add(type, content) {
      const id = objectId(type, content);
      added.set(id, { id, type, content });
      return id;
    },
    flush() {
      if (added.size >= many) writePack(fs, folder, [...added.values()]);
      else for (const object of added.values()) writeLoose(fs, folder, object);
      added.clear();
    },
    discard: () => added.clear(),
  };
}

function loosePath(folder: string, id: string): string {
  return join(folder, 'objects', id.slice(0, 2), id.slice(2));
}

function readLoose(fs: GitFileSystem, folder: string, id: string): StoredObject | undefined {
  const file = readIfThere(fs, loosePath(folder, id));
  if (file === undefined) return undefined;
  const bytes = inflateSync(file);
  const end = bytes.indexOf(0);
  return { type: bytes.toString('latin1', 0, bytes.indexOf(' ')), content: bytes.subarray(end + 1) };
}

async function readPacked(
  fs: GitFileSystem,
  gitdir: string,
  oid: string,
  cache: object,
): Promise<StoredObject | undefined> {
  const { Errors, readObject } = await import('isomorphic-git');
  try {
    const { type, object } = await readObject({ fs, gitdir, oid, cache, format: 'content' });
    return object instanceof Uint8Array ? { type: String(type), content: Buffer.from(object) } : undefined;
  } catch (error) {
    if (error instanceof Errors.NotFoundError) return undefined;
    throw error;
  }
}

function writeLoose(fs: GitFileSystem, folder: string, { id, type, content }: PackObject): void {
  const path = loosePath(folder, id);
  if (fs.existsSync(path)) return;
  fs.mkdirSync(join(path, '..'), { recursive: true });
  writeWhole(fs, path, deflateSync(Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content])));
}

function writePack(fs: GitFileSystem, folder: string, objects: readonly PackObject[]): void {
  const { name, pack, index } = buildPack(objects);
  const path = join(folder, 'objects', 'pack', `pack-${name}`);
  fs.mkdirSync(join(path, '..'), { recursive: true });
  writeWhole(fs, `${path}.pack`, pack);
  writeWhole(fs, `${path}.idx`, index);
}

/** Never half a file under its name: objects are not read again before they are trusted. */
function writeWhole(fs: GitFileSystem, path: string, content: Uint8Array): void {
  const temporary = join(path, '..', `tmp_obj_${process.pid}`);
  fs.writeFileSync(temporary, content, { flag: 'w' });
  fs.chmodSync(temporary, 0o444);
  fs.renameSync(temporary, path);
}
