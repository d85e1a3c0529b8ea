import { namedManifests } from '../load/named-manifests.ts';
import type { ParseCache } from '../load/parse-cache.ts';
import { parseYaml, unreadable } from '../load/parse-yaml.ts';
import { isIntentFile, isManifestFile, type LoadedFile, mayHideIntent } from '../load/source-files.ts';
import type { ParsedFile, SourceEntry } from '../model/documents.ts';
import { type Listing, largestFile, tooLarge } from './listing.ts';
import type { OnProgress } from './progress.ts';

/** The files of YAML in a listing, and those that kustomizations name as such. */
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
  const isYaml = ({ path }: SourceEntry) => isIntentFile(path) || isManifestFile(path) || hidden.has(path);
  const yaml = await load(listing, listing.entries.filter(isYaml), known, progress);
  const named = namedManifests(yaml);
  const others = named.size === 0 ? [] : listing.entries.filter(({ path }) => named.has(path));
  const files = others.length === 0 ? yaml : [...yaml, ...(await load(listing, others, known, progress))];
  return { files, intent: yaml.filter(({ path }) => isIntentFile(path) || hidden.has(path)) };
}

async function load(
  listing: Listing,
  entries: readonly SourceEntry[],
  known: KnownFiles,
  progress: OnProgress,
): Promise<LoadedFile[]> {
  const missing = entries.filter(({ id, problem }) => problem === undefined && !known.get(id));
  const contents = await listing.read(missing);
  for (const [done, { path, id }] of missing.entries()) {
    progress(done, missing.length, 'files read');
    const content = contents.get(path);
    if (content && !known.get(id)) known.set(id, parse(content));
  }
  return entries.map(({ path, id, problem }) => ({
    path,
    id,
    parsed: problem === undefined ? (known.get(id) ?? unreadable('cannot be read')) : unreadable(`${path} ${problem}`),
  }));
}

function parse(content: Uint8Array): ParsedFile {
  return content.length > largestFile ? unreadable(`the file ${tooLarge}`) : parseYaml(content);
}
