/** The object that a delta makes of another: parts copied from it, and parts that are new. */
export function applyDelta(base: Buffer, delta: Buffer): Buffer {
  let position = 0;
  function readSize(): number {
    let size = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = delta.readUInt8(position);
      position += 1;
      size += (byte & 127) * factor;
      if (byte < 128) return size;
    }
  }
  /** A number without its zero bytes; the bits say which bytes are there. */
  function readNumber(bits: number, count: number): number {
    let number = 0;
    for (let i = 0; i < count; i += 1) {
      if ((bits & (1 << i)) === 0) continue;
      number += delta.readUInt8(position) * 256 ** i;
      position += 1;
    }
    return number;
  }
  if (readSize() !== base.length) throw new Error('a delta of another object');
  const result = Buffer.alloc(readSize());
  let end = 0;
  while (position < delta.length) {
    const command = delta.readUInt8(position);
    position += 1;
    if (command >= 128) {
      const start = readNumber(command, 4);
      const size = readNumber(command >> 4, 3) || 0x10000;
      end += base.copy(result, end, start, start + size);
    } else {
      end += delta.copy(result, end, position, position + command);
      position += command;
    }
  }
  if (end !== result.length) throw new Error('a delta that is cut off');
  return result;
}
