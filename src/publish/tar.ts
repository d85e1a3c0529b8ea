import { at } from '../model/at.ts';
import { compareText } from '../model/compare.ts';
import { UserError } from '../model/errors.ts';

/** A file of an artifact; the path counts from its root. */
export interface ArtifactFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

const block = 512;
const encoder = new TextEncoder();

/**
 * A ustar archive that depends on paths and bytes alone: sorted, without folders, owners and times. Flux makes the folders
 * itself. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 */
export function tarOf(files: readonly ArtifactFile[]): Uint8Array {
  const sorted = [...files].sort((a, b) => compareText(a.path, b.path));
  const contents = sorted.map(({ content }) => (typeof content === 'string' ? encoder.encode(content) : content));
  const size = contents.reduce((sum, { length }) => sum + block + padded(length), 2 * block);
  const tar = new Uint8Array(size);
  let offset = 0;
  for (const [index, { path }] of sorted.entries()) {
    const content = at(contents, index);
    writeHeader(tar.subarray(offset, offset + block), path, content.length);
    tar.set(content, offset + block);
    offset += block + padded(content.length);
  }
  return tar;
}

function padded(length: number): number {
  return Math.ceil(length / block) * block;
}

/** The fields of a header that differ from zero, by their offsets in it. */
function writeHeader(header: Uint8Array, path: string, size: number): void {
  const write = (offset: number, text: string) => header.set(encoder.encode(text), offset);
  const { prefix, name } = splitPath(path);
  write(0, name);
  write(100, '0000644\0');
  write(108, '0000000\0');
  write(116, '0000000\0');
  write(124, `${octal(size, 11)}\0`);
  write(136, `${octal(0, 11)}\0`);
  write(148, ' '.repeat(8));
  write(156, '0');
  write(257, 'ustar\x0000');
  write(345, prefix);
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(148, `${octal(sum, 6)}\0 `);
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/** A name has room for 100 bytes, and the folders before it for 155. */
function splitPath(path: string): { readonly prefix: string; readonly name: string } {
  const bytes = (text: string) => encoder.encode(text).length;
  if (bytes(path) <= 100) return { prefix: '', name: path };
  for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
    const [prefix, name] = [path.slice(0, slash), path.slice(slash + 1)];
    if (bytes(prefix) <= 155 && bytes(name) <= 100) return { prefix, name };
  }
  throw new UserError(
    `${path} is too long for an artifact: a file's name may have 100 bytes, and its folders 155`,
    'Give it a shorter name, or a folder that is less deep.',
  );
}
