import type { Blob } from '../../model/registry.ts';
import type { Ask } from './exchange.ts';

interface Upload {
  readonly repository: string;
  readonly blob: Blob;
  /** The whole name of a repository that has it. */
  readonly from: string | undefined;
}

/** An upload that was broken off is not known to the registry any more; so often it is begun anew. */
const mostBeginnings = 3;

/** Brings a blob into a repository, in one request after the one that opens the upload. */
export async function uploadBlob(ask: Ask, { repository, blob: { digest, bytes }, from }: Upload): Promise<void> {
  for (let beginning = 1; ; beginning++) {
    const query = from === undefined ? '' : `?mount=${digest}&from=${encodeURIComponent(from)}`;
    const opened = await ask({
      method: 'POST',
      repository,
      path: `blobs/uploads/${query}`,
      headers: { 'content-length': '0' },
      from,
      fine: [201, 202],
    });
    // It took the bytes from the other repository.
    if (opened.status === 201) return;
    const location = opened.headers.location ?? '';
    const { status } = await ask({
      method: 'PUT',
      repository,
      path: `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`,
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
      fine: beginning < mostBeginnings ? [201, 404] : [201],
    });
    if (status === 201) return;
  }
}
