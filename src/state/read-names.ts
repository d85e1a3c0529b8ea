import { join } from 'node:path';
import { isIntentFile } from '../load/source-files.ts';
import type { SourceEntry } from '../model/documents.ts';
import { UserError } from '../model/errors.ts';
import type { Host } from '../ports/host.ts';
import { listWorkTree } from './list-work-tree.ts';
import type { Listing } from './listing.ts';
import { type NameCache, type NamedObject, namedObjects, readNameCache, writeNameCache } from './name-cache.ts';
import { openRepository, type Repository } from './repository.ts';

/** From this many new files on, reading the parse cache of other commands is faster than parsing them. */
const mostToParse = 100;

/**
 * The objects of the inventory at a folder or above it, as far as they can be read; none if there is no fleet. Files
 * that were not touched since the last run are not read again.
 */
export async function readNames(host: Host, folder: string): Promise<readonly NamedObject[]> {
  try {
    const repository = await openRepository(host, folder);
    const listing = listWorkTree(host.fs, repository);
    const isRead = ({ path, problem }: SourceEntry) => isIntentFile(path) && problem === undefined;
    const entries = listing.entries.filter(isRead);
    const known = readNameCache(host.fs, repository);
    const missing = entries.filter(({ id }) => !known.has(id));
    const found = missing.length === 0 ? known : await readMissing(host, repository, listing, missing);
    const names = new Map(entries.map(({ id }) => [id, known.get(id) ?? found.get(id) ?? []]));
    if (missing.length > 0) writeNameCache(host.fs, repository, names);
    return [...names.values()].flat();
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

async function readMissing(
  host: Host,
  repository: Repository,
  listing: Listing,
  missing: readonly SourceEntry[],
): Promise<NameCache> {
  if (missing.length > mostToParse) {
    const { openState } = await import('./open-state.ts');
    const { intent, close } = await openState(host, repository);
    close();
    return new Map(intent.map(({ id, parsed }) => [id, namedObjects(parsed)]));
  }
  const { parseYaml } = await import('../load/parse-yaml.ts');
  const contents = await listing.read(missing);
  return new Map(missing.map(({ path, id }) => [id, namedObjects(parseYaml(contents.get(path) ?? new Uint8Array()))]));
}

/** The overlays of an application, told from its folders alone; none if there is no such application. */
export async function readOverlayNames(host: Host, folder: string, application: string): Promise<readonly string[]> {
  const names = await readNames(host, folder);
  const path = names.find(({ kind, name }) => kind === 'Application' && name === application)?.path;
  if (path === undefined) return [];
  const { root } = await openRepository(host, folder);
  const entries = host.fs.list(join(root, path, 'overlays'));
  return entries.filter(({ type }) => type === 'folder').map(({ name }) => name);
}
