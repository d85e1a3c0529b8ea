import { join } from 'node:path';
import { generate } from '../../generate/generate.ts';
import { generatedFolders } from '../../generate/layout.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { Repository } from '../../state/repository.ts';
import { compareGenerated, type GeneratedChanges, type GeneratedTree, writeGenerated } from './write-generated.ts';

/** `GenerateResult` of machine output, with the paths behind the numbers. */
export interface GenerateResult {
  readonly clusters: number;
  readonly profiles: number;
  /** Applications on clusters, one for each pair. */
  readonly placements: number;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  readonly unchanged: number;
}

/** What a run would do; writes nothing. */
export function planGenerated(
  tree: GeneratedTree,
  repository: Repository,
  resolution: Resolution,
  force = false,
): Promise<GeneratedChanges> {
  return compareGenerated(tree, generate(resolution, repository.prefix), force);
}

/** Brings the generated folders up to date. */
export function applyGenerated(fs: FileSystem, repository: Repository, changes: GeneratedChanges): void {
  writeGenerated(fs, repository.root, changes);
  const attributes = missingAttributes(readText(fs, join(repository.root, attributesFile)));
  if (attributes !== undefined) fs.write(join(repository.root, attributesFile), attributes);
}

/** The counts of a run. */
export function summarise(resolution: Resolution, changes: GeneratedChanges): GenerateResult {
  return {
    clusters: resolution.active.count(),
    profiles: resolution.profiles.length,
    placements: resolution.applications.reduce((total, { clusters }) => total + clusters.count(), 0),
    created: changes.created.length,
    updated: changes.updated.length,
    deleted: changes.deleted.length,
    unchanged: changes.unchanged,
  };
}

/** Tells Git and its hosts about the generated folders. */
export const attributesFile = '.gitattributes';

/** The text of `.gitattributes` with the lines that are missing; undefined where none is. */
export function missingAttributes(text: string | undefined): string | undefined {
  const there = new Set((text ?? '').split(/\r?\n/).map((line) => line.trim()));
  const missing = generatedFolders
    .map((folder) => `/${folder}/** linguist-generated text eol=lf`)
    .filter((line) => !there.has(line));
  if (missing.length === 0) return undefined;
  const before = text === undefined || text === '' || text.endsWith('\n') ? (text ?? '') : `${text}\n`;
  return `${before}${missing.join('\n')}\n`;
}

function readText(fs: FileSystem, path: string): string | undefined {
  return fs.stat(path)?.type === 'file' ? new TextDecoder().decode(fs.read(path)) : undefined;
}
