import { join } from 'node:path';
import { generate } from '../../generate/generate.ts';
import { generatedFolders } from '../../generate/layout.ts';
import type { GeneratedFile, GeneratedTree } from '../../model/generated.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { OnProgress } from '../../state/progress.ts';
import { compareGenerated, type GeneratedChanges, writeGenerated } from './write-generated.ts';

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

/** What is generated from: a state of a fleet. */
type Generating = Pick<FleetState, 'repository' | 'resolution' | 'progress'>;

/** How files are compared with a tree. */
interface Comparing {
  /** Files that were edited by hand are written over. */
  readonly force?: boolean;
  /** Told of each file that should be there. */
  readonly onFile?: (file: GeneratedFile) => void;
}

/** What a run would do to a tree; writes nothing. Throws InvalidInventory if resedge.yaml cannot be used. */
export async function planGenerated(
  state: Generating,
  tree: GeneratedTree,
  { force = false, onFile }: Comparing = {},
): Promise<GeneratedChanges> {
  const resolution = await state.resolution();
  const files = generate(resolution, state.repository.prefix);
  return compareGenerated(tree, told(files, resolution.active.count(), { progress: state.progress, onFile }), force);
}

/** Tells how far it is: clusters are most of what is generated. */
function* told(
  files: Iterable<GeneratedFile>,
  clusters: number,
  { progress, onFile }: { readonly progress: OnProgress; readonly onFile: Comparing['onFile'] | undefined },
): Iterable<GeneratedFile> {
  let done = 0;
  for (const file of files) {
    onFile?.(file);
    if (file.path.startsWith('clusters/')) progress(done++, clusters, 'clusters generated');
    yield file;
  }
}

/** Brings the generated folders up to date. */
export function applyGenerated(
  fs: FileSystem,
  { repository: { root }, progress }: Pick<FleetState, 'repository' | 'progress'>,
  changes: GeneratedChanges,
): void {
  writeGenerated(fs, root, changes, progress);
  const attributes = missingAttributes(readText(fs, join(root, attributesFile)));
  if (attributes !== undefined) fs.write(join(root, attributesFile), attributes);
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
