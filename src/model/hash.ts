import * as crypto from 'node:crypto';
import { createHash } from 'node:crypto';

/** The sha256 of a text in UTF-8, in lower-case hex. */
export function sha256(text: string): string {
  return typeof crypto.hash === 'function'
    ? crypto.hash('sha256', text)
    : createHash('sha256').update(text).digest('hex');
}

/** The sha256 of bytes, in lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The id that Git gives a blob with this content. */
export function blobId(content: Uint8Array): string {
  const whole = Buffer.concat([Buffer.from(`blob ${content.length}\0`), content]);
  return typeof crypto.hash === 'function'
    ? crypto.hash('sha1', whole)
    : createHash('sha1').update(whole).digest('hex');
}
