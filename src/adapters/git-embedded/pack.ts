import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { at } from '../../model/at.ts';
import { by } from '../../model/compare.ts';
import type { ObjectType } from './objects.ts';

export interface PackObject {
  readonly id: string;
  readonly type: ObjectType;
  readonly content: Uint8Array;
}

export interface Pack {
  /** The part of the file names after `pack-`. */
  readonly name: string;
  readonly pack: Buffer;
  readonly index: Buffer;
}

const typeNumbers = { commit: 1, tree: 2, blob: 3, tag: 4 } as const;

/** A pack of whole objects, without deltas, and its index. */
export function buildPack(objects: readonly PackObject[]): Pack {
  const parts = [packHeader(objects.length)];
  const entries: IndexEntry[] = [];
  let offset = 12;
  for (const { id, type, content } of objects) {
    const entry = Buffer.concat([entryHeader(type, content.length), deflateSync(content)]);
    entries.push({ id, offset, checksum: crc32(entry) });
    parts.push(entry);
    offset += entry.length;
  }
  const body = Buffer.concat(parts);
  const sum = sha1(body);
  return { name: sum.toString('hex'), pack: Buffer.concat([body, sum]), index: buildIndex(entries, sum) };
}

function packHeader(count: number): Buffer {
  const header = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1');
  header.writeUInt32BE(count, 8);
  return header;
}

/** Four bits of the size beside the type, then seven a byte; the highest bit says that more follow. */
function entryHeader(type: ObjectType, size: number): Buffer {
  const bytes = [(typeNumbers[type] << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) bytes.push(rest & 127);
  return Buffer.from(bytes.map((byte, i) => (i < bytes.length - 1 ? byte | 128 : byte)));
}

interface IndexEntry {
  readonly id: string;
  readonly offset: number;
  readonly checksum: number;
}

/** Version 2 of the format: how many ids begin with each byte or a lower one, ids, checksums, offsets. */
function buildIndex(entries: readonly IndexEntry[], packSum: Buffer): Buffer {
  const sorted = [...entries].sort(by((entry) => entry.id));
  const counts: number[] = [];
  let count = 0;
  for (let byte = 0; byte < 256; byte += 1) {
    const end = byte.toString(16).padStart(2, '0');
    while (count < sorted.length && at(sorted, count).id.slice(0, 2) <= end) count += 1;
    counts.push(count);
  }
  const body = Buffer.concat([
    Buffer.from('ff744f6300000002', 'hex'),
    numbers(counts),
    Buffer.from(sorted.map(({ id }) => id).join(''), 'hex'),
    numbers(sorted.map(({ checksum }) => checksum)),
    numbers(sorted.map(({ offset }) => offset)),
    packSum,
  ]);
  return Buffer.concat([body, sha1(body)]);
}

function numbers(values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) buffer.writeUInt32BE(value, i * 4);
  return buffer;
}

function sha1(bytes: Uint8Array): Buffer {
  return createHash('sha1').update(bytes).digest();
}
