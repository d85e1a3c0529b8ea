import type { ParseCache } from '../load/parse-cache.ts';
import { parseYaml, unreadable } from '../load/parse-yaml.ts';
import { isIntentFile, isManifestFile, type LoadedFile, mayHideIntent } from '../load/source-files.ts';
import type { ParsedFile, SourceEntry } from '../model/documents.ts';
import { type Listing, largestFile, tooLarge } from './listing.ts';
import type { OnProgress } from './progress.ts';

/** The files of YAML in a listing. */
export interface ReadFiles {
  /** All of them. */
  readonly files: readonly LoadedFile[];
  /** Those that the inventory is read from: resedge.yaml, inventory/, expectations/. */
  readonly intent: readonly LoadedFile[];
}

/** What is known of files by the ids of their contents. */
type KnownFiles = Pick<ParseCache, 'get' | 'set'>;

/** Reads and parses the files of YAML that are not known yet. */
export async function readFiles(listing: Listing, known: KnownFiles, progress: OnProgress): Promise<ReadFiles> {
  const isHidden = ({ path, problem }: SourceEntry) => problem !== undefined && mayHideIntent(path);
  const hidden = new Set(listing.entries.filter(isHidden).map(({ path }) => path));
  const yaml = listing.entries.filter(({ path }) => isIntentFile(path) || isManifestFile(path) || hidden.has(path));
  const missing = yaml.filter(({ id, problem }) => problem === undefined && !known.get(id));
  const contents = await listing.read(missing);
  for (const [done, { path, id }] of missing.entries()) {
    progress(done, missing.length, 'files read');
    const content = contents.get(path);
    if (content && !known.get(id)) known.set(id, parse(content));
  }
  const files = yaml.map(({ path, id, problem }) => ({
    path,
    id,
    parsed: problem === undefined ? (known.get(id) ?? unreadable('cannot be read')) : unreadable(`${path} ${problem}`),
  }));
  return { files, intent: files.filter(({ path }) => isIntentFile(path) || hidden.has(path)) };
}

function parse(content: Uint8Array): ParsedFile {
  return content.length > largestFile ? unreadable(`the file ${tooLarge}`) : parseYaml(content);
}
