import { createManifests } from '../load/kustomize-folders.ts';
import type { ParseCache } from '../load/parse-cache.ts';
import { parseYaml, unreadable } from '../load/parse-yaml.ts';
import { isIntentFile, isManifestFile, type LoadedFile, mayHideIntent } from '../load/source-files.ts';
import type { SourceEntry } from '../model/documents.ts';
import type { Manifests } from '../model/inventory.ts';
import { isRecord } from '../model/record.ts';
import type { Host } from '../ports/host.ts';
import { programVersion } from '../version.ts';
import { assetFolder } from './assets.ts';
import { openParseCache } from './parse-cache-file.ts';
import { noProgress, type OnProgress } from './progress.ts';
import type { Repository } from './repository.ts';
import { hashSchemas, readSchemas, type SchemaTexts } from './schemas.ts';
import { changedTree, largestFile, type SourceTree, tooLarge } from './source-tree.ts';

/** One state of a fleet, read and parsed, but not yet checked. */
export interface FleetSources {
  readonly repository: Repository;
  readonly tree: SourceTree;
  readonly schemas: SchemaTexts;
  readonly cache: ParseCache;
  /** All files below the folders of intent, sorted by path. */
  readonly entries: readonly SourceEntry[];
  /** Those of YAML. */
  readonly files: readonly LoadedFile[];
  /** Those that the inventory is read from: resedge.yaml, inventory/, expectations/. */
  readonly intent: readonly LoadedFile[];
}

/** Reads and parses one state of a fleet. */
export async function readSources(
  host: Host,
  repository: Repository,
  tree: SourceTree,
  progress: OnProgress = noProgress,
): Promise<FleetSources> {
  const schemas = readSchemas(host.fs, assetFolder('schemas'));
  const cache = openParseCache(host.fs, repository, `${programVersion()} ${hashSchemas(schemas)}`);
  return parseSources({ repository, tree, schemas, cache }, progress);
}

/**
 * The same state with other texts in some files, which may be new; undefined takes a file away. Reads nothing again,
 * and parses only what changes. Nothing is written.
 */
export function withFiles(
  sources: FleetSources,
  changes: ReadonlyMap<string, string | undefined>,
  progress: OnProgress = noProgress,
): Promise<FleetSources> {
  const { repository, schemas, cache } = sources;
  return parseSources(
    { repository, schemas, cache, tree: changedTree(sources.tree, sources.entries, changes) },
    progress,
  );
}

/** Another state of the same fleet, such as a commit. Only files that this one does not have are read and parsed. */
export function readOther(
  { repository, schemas, cache }: FleetSources,
  tree: SourceTree,
  progress: OnProgress = noProgress,
): Promise<FleetSources> {
  return parseSources({ repository, schemas, cache, tree }, progress);
}

/** The texts of some files as they are. */
export async function readTexts(
  { tree, entries }: FleetSources,
  files: Iterable<string>,
): Promise<Map<string, string>> {
  const wanted = new Set(files);
  const contents = await tree.read(entries.filter(({ path }) => wanted.has(path)));
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return new Map(Array.from(contents, ([path, content]) => [path, decoder.decode(content)]));
}

/** What the Kustomize folders of a state say. */
export function manifestsOf({ entries, files, intent }: FleetSources): Manifests {
  const parsed = new Map(files.map((file) => [file.path, file.parsed]));
  return createManifests({ entries, parsed: (path) => parsed.get(path), allowRemoteBases: allowsRemotes(intent) });
}

async function parseSources(
  state: Omit<FleetSources, 'entries' | 'files' | 'intent'>,
  progress: OnProgress,
): Promise<FleetSources> {
  const entries = await state.tree.entries();
  const isHidden = ({ path, problem }: SourceEntry) => problem !== undefined && mayHideIntent(path);
  const hidden = new Set(entries.filter(isHidden).map(({ path }) => path));
  const yaml = entries.filter(({ path }) => isIntentFile(path) || isManifestFile(path) || hidden.has(path));
  const files = await parseFiles(state.tree, yaml, state.cache, progress);
  const intent = files.filter(({ path }) => isIntentFile(path) || hidden.has(path));
  return { ...state, entries, files, intent };
}

async function parseFiles(
  tree: SourceTree,
  entries: readonly SourceEntry[],
  cache: ParseCache,
  progress: OnProgress,
): Promise<LoadedFile[]> {
  const missing = entries.filter((entry) => entry.problem === undefined && !cache.get(entry.id));
  const contents = await tree.read(missing);
  for (const [done, { path, id }] of missing.entries()) {
    progress(done, missing.length, 'files read');
    const content = contents.get(path);
    if (content && !cache.get(id))
      cache.set(id, content.length > largestFile ? unreadable(`the file ${tooLarge}`) : parseYaml(content));
  }
  return entries.map(({ path, id, problem }) => ({
    path,
    id,
    parsed: problem === undefined ? (cache.get(id) ?? unreadable('cannot be read')) : unreadable(`${path} ${problem}`),
  }));
}

/** Whether resedge.yaml permits kustomizations from URLs: asked before the inventory is put together. */
function allowsRemotes(files: readonly LoadedFile[]): boolean {
  const fleet = files.find((file) => file.path === 'resedge.yaml')?.parsed.documents[0]?.value;
  return isRecord(fleet) && isRecord(fleet['spec']) && fleet['spec']['allowRemoteBases'] === true;
}
