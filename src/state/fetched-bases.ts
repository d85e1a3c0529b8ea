import { fetchedPath, remoteBases, withoutUrls } from '../load/remote-bases.ts';
import type { LoadedFile } from '../load/source-files.ts';
import { UserError } from '../model/errors.ts';
import { parentOf } from '../model/paths.ts';
import type { Kustomize } from '../ports/kustomize.ts';

/** A base from elsewhere cannot be had. */
export class Unfetched extends UserError {}

/** What a URL brings, as Kustomize builds it. Throws Unfetched where it cannot be had. */
export type FetchBase = (url: string) => Promise<string>;

type ReadContents = (files: Iterable<string>) => Promise<Map<string, Uint8Array>>;

/** Fetches each base once, for all states that are made from one another: all of them see the same of it. */
export function createFetch(kustomize: () => Promise<Kustomize | undefined>): FetchBase {
  const fetched = new Map<string, Promise<string>>();
  return (url) => {
    const known = fetched.get(url) ?? fetchBase(kustomize, url);
    fetched.set(url, known);
    return known;
  };
}

async function fetchBase(kustomize: () => Promise<Kustomize | undefined>, url: string): Promise<string> {
  const found = await kustomize();
  if (!found) throw new Unfetched(`without Kustomize ${url} cannot be fetched`, 'Install kustomize or kubectl.');
  const workspace = await found.open({ fetches: true });
  try {
    workspace.write([{ path: 'base/kustomization.yaml', content: `resources: [${JSON.stringify(url)}]\n` }]);
    const built = await workspace.build('base');
    if (!built.ok) throw new Unfetched(`${url} cannot be fetched: ${built.message}`);
    return built.text;
  } finally {
    workspace.close();
  }
}

/**
 * Reads files as clusters get them, which fetch nothing: a kustomization names a file with what the URL of a base brings,
 * and that file is there.
 */
export function withFetched(files: readonly LoadedFile[], read: ReadContents, fetch: FetchBase): ReadContents {
  const urls = remoteBases(files);
  const fetched = new Map(
    [...urls].flatMap(([path, list]) => list.map((url): [string, string] => [fetchedPath(parentOf(path), url), url])),
  );
  return async (wanted) => {
    const paths = [...wanted];
    const found = await read(paths.filter((path) => !fetched.has(path)));
    for (const path of paths) {
      const url = fetched.get(path);
      if (url !== undefined) found.set(path, Buffer.from(await fetch(url)));
      const named = urls.get(path);
      if (named !== undefined) found.set(path, Buffer.from(localText(path, found.get(path), named)));
    }
    return found;
  };
}

function localText(path: string, bytes: Uint8Array | undefined, urls: readonly string[]): string {
  const text = withoutUrls(new TextDecoder().decode(bytes), urls);
  if (text !== undefined) return text;
  throw new Unfetched(
    `the URLs in ${path} cannot be told from the rest of it`,
    'Write each URL on one line, as it is.',
  );
}
