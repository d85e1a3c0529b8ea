import { type Attributes, readAttributes } from './attributes.ts';
import { needsProgram } from './needs-program.ts';
import type { EmbeddedRepository } from './repository.ts';

/** Throws for a file that Git would store with other bytes than it has: here none are converted. */
export function refuseConversion(repository: EmbeddedRepository): (path: string, content: Uint8Array) => void {
  const attributesOf = readAttributes(repository);
  const isInput = repository.config().get('core.autocrlf')?.toLowerCase() === 'input';
  return (path, content) => {
    const attribute = conversion(attributesOf(path), isInput, content);
    if (attribute !== undefined) throw needsProgram(`${path} has the attribute ${attribute}`);
  };
}

/** The attribute that changes the content. */
function conversion(attributes: Attributes, isInput: boolean, content: Uint8Array): string | undefined {
  for (const name of ['filter', 'working-tree-encoding']) {
    const value = attributes.get(name);
    if (typeof value === 'string') return `${name}=${value}`;
  }
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (attributes.get('ident') === true && /\$Id:[^$\n]*\$/.test(bytes.toString('latin1'))) return 'ident';
  const text = attributes.get('text') ?? attributes.get('crlf');
  const eol = attributes.get('eol');
  if (text === false || !bytes.includes('\r\n')) return undefined;
  const always = text === true || text === 'input' || (text === undefined && typeof eol === 'string');
  const ifText = text === 'auto' || (text === undefined && isInput);
  if (!always && (!ifText || bytes.includes(0))) return undefined;
  return typeof eol === 'string' ? `eol=${eol}` : 'text';
}
