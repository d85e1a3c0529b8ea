import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { applyDelta } from './delta.ts';
import { type GitFileSystem, listFolder, readBytes } from './file-system.ts';
import type { StoredObject } from './objects.ts';

/** The packs of a folder of objects. */
export interface Packs {
  /** Undefined if no pack has such an object. */
  read(id: string): StoredObject | undefined;
  /** The ids that begin with two hex digits or more. */
  startingWith(start: string): string[];
  /** Looks for packs that came since; whether there are any. */
  refresh(): boolean;
}

interface OpenPack {
  readonly index: Buffer;
  /** The pack itself, read when it is needed for the first time. */
  content(): Buffer;
  /** Objects by where they begin, since many are deltas of the same ones. */
  readonly known: Map<number, StoredObject>;
}

const types: Readonly<Record<number, string>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' };
const offsetDelta = 6;
const referenceDelta = 7;

/** How much of the objects that were read is kept. */
const maxKnownBytes = 32 * 1024 * 1024;

/** An object that is a delta may be one of an object that `readBase` finds elsewhere. */
export function openPacks(
  fs: GitFileSystem,
  objectsFolder: string,
  readBase: (id: string) => StoredObject | undefined,
): Packs {
  const packs = new Map<string, OpenPack>();
  let knownBytes = 0;
  function refresh(): boolean {
    const before = packs.size;
    const folder = join(objectsFolder, 'pack');
    for (const { name } of listFolder(fs, folder)) {
      const file = String(name);
      if (file.endsWith('.idx') && !packs.has(file)) packs.set(file, openPack(fs, join(folder, file)));
    }
    return packs.size > before;
  }
  function readAt(pack: OpenPack, offset: number): StoredObject {
    const before = pack.known.get(offset);
    if (before !== undefined) return before;
    const object = readEntry(pack, offset);
    knownBytes += object.content.length;
    if (knownBytes > maxKnownBytes) {
      for (const { known } of packs.values()) known.clear();
      knownBytes = object.content.length;
    }
    pack.known.set(offset, object);
    return object;
  }
  function readEntry(pack: OpenPack, offset: number): StoredObject {
    const content = pack.content();
    const { type, size, start } = readHeader(content, offset);
    if (type === offsetDelta) {
      const { distance, end } = readDistance(content, start);
      const base = readAt(pack, offset - distance);
      return { type: base.type, content: applyDelta(base.content, inflate(content, end, size)) };
    }
    if (type === referenceDelta) {
      const base = readBase(content.toString('hex', start, start + 20));
      if (base === undefined) throw new Error('a pack has a delta of an object that is not there');
      return { type: base.type, content: applyDelta(base.content, inflate(content, start + 20, size)) };
    }
    return { type: types[type] ?? 'unknown', content: inflate(content, start, size) };
  }
  return {
    refresh,
    startingWith: (start) => [...packs.values()].flatMap(({ index }) => idsStartingWith(index, start)),
    read(text) {
      const id = Buffer.from(text, 'hex');
      for (const pack of packs.values()) {
        const offset = findOffset(pack.index, id);
        if (offset !== undefined) return readAt(pack, offset);
      }
      return undefined;
    },
  };
}

function openPack(fs: GitFileSystem, indexPath: string): OpenPack {
  const index = readBytes(fs, indexPath);
  if (index.readUInt32BE(0) !== 0xff744f63) throw new Error(`not a pack index of version 2: ${indexPath}`);
  let content: Buffer | undefined;
  return {
    index,
    content() {
      content ??= readBytes(fs, indexPath.replace(/idx$/, 'pack'));
      return content;
    },
    known: new Map(),
  };
}

const countsStart = 8;
const idsStart = countsStart + 256 * 4;

/** The table of counts says where the ids with a first byte are. */
function withFirstByte(index: Buffer, first: number): { low: number; high: number } {
  const low = first === 0 ? 0 : index.readUInt32BE(countsStart + (first - 1) * 4);
  return { low, high: index.readUInt32BE(countsStart + first * 4) };
}

function idsStartingWith(index: Buffer, start: string): string[] {
  const { low, high } = withFirstByte(index, Number.parseInt(start.slice(0, 2), 16));
  const places = Array.from({ length: high - low }, (_, count) => idsStart + (low + count) * 20);
  return places.map((place) => index.toString('hex', place, place + 20)).filter((id) => id.startsWith(start));
}

/** Among the ids with the same first byte it is a search by halves. */
function findOffset(index: Buffer, id: Buffer): number | undefined {
  const total = index.readUInt32BE(countsStart + 255 * 4);
  let { low, high } = withFirstByte(index, id.readUInt8(0));
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = idsStart + middle * 20;
    const order = id.compare(index, start, start + 20);
    if (order === 0) return readOffset(index, total, middle);
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return undefined;
}

/** After ids and checksums come offsets of 31 bits; the highest bit says that it is a place among longer ones. */
function readOffset(index: Buffer, total: number, position: number): number {
  const offsets = idsStart + total * 24;
  const offset = index.readUInt32BE(offsets + position * 4);
  if (offset < 0x80000000) return offset;
  return Number(index.readBigUInt64BE(offsets + total * 4 + (offset - 0x80000000) * 8));
}

function readHeader(content: Buffer, offset: number): { type: number; size: number; start: number } {
  let byte = content.readUInt8(offset);
  const type = (byte >> 4) & 7;
  let size = byte & 15;
  let start = offset + 1;
  for (let factor = 16; byte >= 128; factor *= 128) {
    byte = content.readUInt8(start);
    size += (byte & 127) * factor;
    start += 1;
  }
  return { type, size, start };
}

/** How far back the base of a delta begins; the format counts each further byte from one more. */
function readDistance(content: Buffer, start: number): { distance: number; end: number } {
  let end = start;
  let byte = content.readUInt8(end);
  let distance = byte & 127;
  end += 1;
  while (byte >= 128) {
    byte = content.readUInt8(end);
    distance = (distance + 1) * 128 + (byte & 127);
    end += 1;
  }
  return { distance, end };
}

function inflate(content: Buffer, start: number, size: number): Buffer {
  const inflated = inflateSync(content.subarray(start), { chunkSize: Math.max(size, 64) });
  if (inflated.length !== size) throw new Error('a pack has an object of another size than it says');
  return inflated;
}
