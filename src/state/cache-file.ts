import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { FileSystem } from '../ports/file-system.ts';

/** Eight digits and the end of a line. */
const sumLength = 9;

/**
 * What `writeCacheFile` wrote. Undefined if there is nothing, or something else: a file that was damaged, or that
 * somebody else wrote there, is no failure, since a cache is made anew. Who reads it still has to check what it says:
 * another version may have written it.
 */
export function readCacheFile(fs: FileSystem, path: string): string | undefined {
  const bytes = orGoWithout(() => fs.readBelow(path, dirname(path)));
  if (!bytes) return undefined;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const content = bytes.subarray(sumLength);
  return decoder.decode(bytes.subarray(0, sumLength)) === sumOf(content) ? decoder.decode(content) : undefined;
}

/** Writes a cache, with a sum that shows whether it is still what was written. A folder that cannot be written to is no failure. */
export function writeCacheFile(fs: FileSystem, path: string, text: string): void {
  const content = Buffer.from(text);
  orGoWithout(() => fs.write(path, Buffer.concat([Buffer.from(sumOf(content)), content]), dirname(path)));
}

function sumOf(content: Uint8Array): string {
  return `${crc32(content).toString(16).padStart(8, '0')}\n`;
}

/** Undefined for what the file system refuses: without a cache it only takes longer. */
export function orGoWithout<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
