import { sha256 } from '../../model/hash.ts';

/** The most characters that a message brings into the name of a branch. */
const longest = 50;

/** The branch for a change with this message: `resedge/open-store-3901`. */
export function branchFor(message: string): string {
  const words = firstLine(message)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let slug = '';
  for (const word of words) {
    if (slug.length + word.length >= longest) break;
    slug += slug === '' ? word : `-${word}`;
  }
  return `resedge/${slug || `change-${sha256(message).slice(0, 8)}`}`;
}

/** The first line of a message. */
export function firstLine(message: string): string {
  return message.trim().split(/\r?\n/)[0] ?? '';
}

/** What a message says below its first line. */
export function restOf(message: string): string {
  return message.trim().split(/\r?\n/).slice(1).join('\n').trim();
}
