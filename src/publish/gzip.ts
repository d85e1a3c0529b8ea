/** The longest stored block of deflate, in bytes. */
const longest = 0xffff;
/** No flags, no time, no level, and no word of the system that made it. */
const header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff] as const;
const trailerSize = 8;
const blockHeaderSize = 5;

/**
 * The bytes as a gzip file that stores them as they are. Compressors differ between versions of Node, and other bytes
 * have another digest, which clusters would pull again. https://www.rfc-editor.org/rfc/rfc1952
 */
export function gzipStored(bytes: Uint8Array): Uint8Array {
  const blocks = Math.max(1, Math.ceil(bytes.length / longest));
  const gzip = new Uint8Array(header.length + blocks * blockHeaderSize + bytes.length + trailerSize);
  const view = new DataView(gzip.buffer);
  gzip.set(header);
  let to = header.length;
  for (let block = 0; block < blocks; block++) {
    const part = bytes.subarray(block * longest, (block + 1) * longest);
    view.setUint8(to, block === blocks - 1 ? 1 : 0);
    view.setUint16(to + 1, part.length, true);
    view.setUint16(to + 3, ~part.length & 0xffff, true);
    gzip.set(part, to + blockHeaderSize);
    to += blockHeaderSize + part.length;
  }
  view.setUint32(to, crc32(bytes), true);
  view.setUint32(to + 4, bytes.length, true);
  return gzip;
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** The checksum of gzip: CRC-32 as in IEEE 802.3. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
