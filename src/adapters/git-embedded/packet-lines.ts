/** A line as Git sends it: its length in four hex digits, then its text. */
export function packetLine(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
}

/** The lines of an answer, without those that only separate. */
export function packetLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let position = 0; position + 4 <= bytes.length; ) {
    const length = Number.parseInt(bytes.toString('latin1', position, position + 4), 16);
    if (Number.isNaN(length)) throw new Error('the server sent something that is not of Git');
    if (length > 4) lines.push(bytes.subarray(position + 4, position + length));
    position += Math.max(length, 4);
  }
  return lines;
}

export async function joinBytes(body: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of body ?? []) parts.push(part);
  return Buffer.concat(parts);
}

/** What a server said to a push: why it refused (undefined: it did not), and the lines that its hooks printed. */
export function readReport(
  lines: readonly Buffer[],
  ref: string,
  capabilities: readonly string[],
): { readonly reason: string | undefined; readonly printed: string[] } {
  if (!capabilities.includes('report-status')) return { reason: undefined, printed: [] };
  if (!capabilities.includes('side-band-64k')) return { reason: findReason(lines, ref), printed: [] };
  const band = (number: number) =>
    Buffer.concat(lines.filter((line) => line[0] === number).map((line) => line.subarray(1)));
  const printed = `${band(2).toString('utf8')}${band(3).toString('utf8')}`;
  return { reason: findReason(packetLines(band(1)), ref), printed: printed.split(/[\r\n]+/) };
}

function findReason(report: readonly Buffer[], ref: string): string | undefined {
  const texts = report.map((line) => line.toString('utf8').trimEnd());
  if (texts.includes(`ok ${ref}`)) return undefined;
  const refusal = texts.find((text) => text.startsWith(`ng ${ref} `))?.slice(`ng ${ref} `.length);
  return refusal ?? texts.find((text) => text.startsWith('unpack ')) ?? 'the server did not say why';
}
