import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { type GitFileSystem, listFolder, readIfThere } from './file-system.ts';
import { buildPack, type PackObject } from './pack.ts';
import { openPacks } from './packs.ts';

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

export interface StoredObject {
  readonly type: string;
  readonly content: Buffer;
}

/** The objects of a repository. */
export interface ObjectStore {
  /** Undefined if there is no such object. */
  read(id: string): StoredObject | undefined;
  /** The ids that begin with four hex digits or more. */
  startingWith(start: string): string[];
  /** Takes an object that the next flush writes; its id. */
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

/** The objects below a Git folder, and those of other repositories that it borrows from. */
export function objectStore(fs: GitFileSystem, gitFolder: string): ObjectStore {
  const own = join(gitFolder, 'objects');
  const added = new Map<string, PackObject>();
  const sources = withBorrowed(fs, own).map((folder) => ({ folder, packs: openPacks(fs, folder, read) }));
  function read(id: string): StoredObject | undefined {
    for (const { folder, packs } of sources) {
      const object = packs.read(id) ?? readLoose(fs, folder, id);
      if (object !== undefined) return object;
    }
    return sources.some(({ packs }) => packs.refresh()) ? read(id) : undefined;
  }
  return {
    read,
    startingWith(start) {
      for (const { packs } of sources) packs.refresh();
      return sources.flatMap(({ folder, packs }) => [
        ...looseStartingWith(fs, folder, start),
        ...packs.startingWith(start),
      ]);
    },
    add(type, content) {
      const id = objectId(type, content);
      added.set(id, { id, type, content });
      return id;
    },
    flush() {
      if (added.size >= many) writePack(fs, own, [...added.values()]);
      else for (const object of added.values()) writeLoose(fs, own, object);
      added.clear();
    },
    discard: () => added.clear(),
  };
}

function withBorrowed(fs: GitFileSystem, objectsFolder: string): string[] {
  const text = readIfThere(fs, join(objectsFolder, 'info', 'alternates'))?.toString('utf8') ?? '';
  const others = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return [objectsFolder, ...others.flatMap((folder) => withBorrowed(fs, resolve(objectsFolder, folder)))];
}

function loosePath(objectsFolder: string, id: string): string {
  return join(objectsFolder, id.slice(0, 2), id.slice(2));
}

function readLoose(fs: GitFileSystem, objectsFolder: string, id: string): StoredObject | undefined {
  const file = readIfThere(fs, loosePath(objectsFolder, id));
  if (file === undefined) return undefined;
  const bytes = inflateSync(file);
  return { type: bytes.toString('latin1', 0, bytes.indexOf(' ')), content: bytes.subarray(bytes.indexOf(0) + 1) };
}

function looseStartingWith(fs: GitFileSystem, objectsFolder: string, start: string): string[] {
  const ids = listFolder(fs, join(objectsFolder, start.slice(0, 2))).map(
    ({ name }) => start.slice(0, 2) + String(name),
  );
  return ids.filter((id) => id.startsWith(start));
}

function writeLoose(fs: GitFileSystem, objectsFolder: string, { id, type, content }: PackObject): void {
  const path = loosePath(objectsFolder, id);
  if (fs.existsSync(path)) return;
  fs.mkdirSync(join(path, '..'), { recursive: true });
  writeWhole(fs, path, deflateSync(Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content])));
}

function writePack(fs: GitFileSystem, objectsFolder: string, objects: readonly PackObject[]): void {
  const { name, pack, index } = buildPack(objects);
  const path = join(objectsFolder, 'pack', `pack-${name}`);
  fs.mkdirSync(join(path, '..'), { recursive: true });
  writeWhole(fs, `${path}.pack`, pack);
  writeWhole(fs, `${path}.idx`, index);
}

/** Written beside and renamed: what has the name of an object is trusted without a look, so it must be whole. */
function writeWhole(fs: GitFileSystem, path: string, content: Uint8Array): void {
  const temporary = join(path, '..', `tmp_obj_${process.pid}`);
  fs.writeFileSync(temporary, content, { flag: 'w' });
  fs.chmodSync(temporary, 0o444);
  fs.renameSync(temporary, path);
}
