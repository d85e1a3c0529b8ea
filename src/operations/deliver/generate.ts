import { join } from 'node:path';
import type { Delivered } from '../../deliver/delivered.ts';
import { desiredOutput, loadedFiles } from '../../generate/desired.ts';
import { foreignManifests } from '../../generate/foreign-manifests.ts';
import { contextOf } from '../../generate/generate.ts';
import { generatedFolders } from '../../generate/layout.ts';
import { outputFiles } from '../../generate/output-files.ts';
import { isHashed } from '../../generate/ownership.ts';
import type { Undo } from '../../model/deploy-record.ts';
import type { GeneratedFile, GeneratedTree, KeptFile } from '../../model/generated.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { OnProgress } from '../../state/progress.ts';
import { type DecidedCluster, type DecidedOutput, decideOutput } from './outcome/decide-output.ts';
import { type DeliveredOutput, openOutput } from './outcome/delivered-output.ts';
import { notThere } from './outcome/not-there.ts';
import { recogniser } from './outcome/recognise.ts';
import { findSaidSince, leavingNamespaces } from './outcome/said-since.ts';
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
type Generating = Pick<FleetState, 'repository' | 'resolution' | 'progress' | 'contents'>;

/** What decides, beside a state of a fleet and the time, what clusters get. */
export interface Circumstances {
  /** In milliseconds since 1970. */
  readonly now: number;
  /** What clusters have; undefined: nothing was delivered yet. */
  readonly delivered: Delivered | undefined;
  /** What they get back instead of what they should have. */
  readonly back?: Delivered | undefined;
  readonly isNewIntent?: boolean;
  /** The commit of intent that clusters have, or wait for; undefined: none, or it is not here. */
  readonly intent?: string | undefined;
  /** The undo that is in force: nothing moves. */
  readonly undo?: Undo | undefined;
  /** Whether windows and freezes count as open for a cluster. */
  isAtOnce?(cluster: string): boolean;
}

/** How files are compared with a tree. */
interface Comparing {
  /** Files that were edited by hand are written over. */
  readonly force?: boolean;
  /** Told of each file that should be there. */
  readonly onFile?: (file: GeneratedFile | KeptFile) => void;
}

/** What a run writes, and what it decided. */
export interface GeneratedOutput {
  readonly changes: GeneratedChanges;
  /** How many profiles clusters share after it. */
  readonly profiles: number;
  readonly decisions: readonly DecidedCluster[];
}

/**
 * What a run would do to a tree; writes nothing. With `force`, what was edited by hand is written over. Throws
 * InvalidInventory if resedge.yaml cannot be used.
 */
export async function planGenerated(
  state: Generating,
  tree: GeneratedTree,
  circumstances: Circumstances,
  { force = false, onFile }: Comparing = {},
): Promise<GeneratedOutput> {
  const resolution = await state.resolution();
  const { decided, before } = await decide(state, circumstances);
  const files = wantedFiles(decided, before, resolution, state.repository.prefix);
  const counting = told(files, resolution.active.count(), { progress: state.progress, onFile });
  const comparing = { force, readKept: readBlobs(state), foreignManifest: foreignManifests(resolution) };
  const changes = await compareGenerated(tree, counting, comparing);
  return {
    changes: withoutGarbageAlone(changes),
    profiles: decided.profiles.length,
    decisions: decided.decisions,
  };
}

/** What would be decided for each cluster, without the files that come of it. */
export async function decisionsOf(state: Generating, circumstances: Circumstances): Promise<readonly DecidedCluster[]> {
  return (await decide(state, circumstances)).decided.decisions;
}

async function decide(
  state: Generating,
  circumstances: Circumstances,
): Promise<{ readonly decided: DecidedOutput; readonly before: DeliveredOutput }> {
  const resolution = await state.resolution();
  const desired = desiredOutput(resolution, await state.contents(loadedFiles(resolution)));
  const before = await openOutput(circumstances, desired, {
    readBlobs: readBlobs(state),
    recognise: recogniser(resolution, desired, contextOf(resolution, state.repository.prefix)),
  });
  const { now, delivered, isNewIntent = true, undo, isAtOnce = () => false } = circumstances;
  const leaving = leavingNamespaces(resolution, before, desired);
  const said = { now, engine: resolution.engine, readBlobs: readBlobs(state) };
  const decided = decideOutput(resolution, desired, {
    now,
    isNewIntent,
    undo: undo?.reason,
    isAtOnce,
    delivered: before.clusters,
    untold: before.untold,
    back: before.back,
    contents: before.contents,
    saidSince: delivered ? await findSaidSince(delivered, leaving, said) : () => undefined,
  });
  return { decided, before };
}

/** All files of an output: what is made, and what stays since it, or what was delivered before it, refers to that. */
function* wantedFiles(
  decided: DecidedOutput,
  before: DeliveredOutput,
  resolution: Resolution,
  prefix: string,
): IterableIterator<GeneratedFile | KeptFile> {
  const made = new Set<string>();
  for (const { folder, files } of decided.contents) {
    made.add(folder);
    yield* files;
  }
  const written = new Set<string>();
  for (const file of outputFiles(decided, resolution.engine, contextOf(resolution, prefix))) {
    written.add(file.path);
    yield file;
  }
  const named = decided.profiles.flatMap(({ sets }) =>
    sets.flatMap(({ units }) => units.map(({ content }) => content)),
  );
  const isNamed = new Set(named);
  for (const folder of new Set([...named, ...before.referred])) {
    if (made.has(folder)) continue;
    const kept = before.filesIn(folder);
    if (kept.length === 0 && isNamed.has(folder)) throw notThere(folder);
    for (const file of kept) if (!written.has(file.path)) yield file;
  }
}

/** Folders to which nothing refers any more go with the next change, and are no change by themselves. */
function withoutGarbageAlone(changes: GeneratedChanges): GeneratedChanges {
  const { created, updated, deleted } = changes;
  if (created.length + updated.length > 0 || deleted.some((path) => !isHashed(path))) return changes;
  return { ...changes, deleted: [], unchanged: changes.unchanged };
}

/** Reads what Git has stored. */
function readBlobs({ repository: { git } }: Generating) {
  return async (ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> =>
    ids.length === 0 || !git ? new Map() : git.blobs([...new Set(ids)]);
}

/** Tells how far it is: clusters are most of what is generated. */
function* told<F extends GeneratedFile | KeptFile>(
  files: Iterable<F>,
  clusters: number,
  { progress, onFile }: { readonly progress: OnProgress; readonly onFile: Comparing['onFile'] | undefined },
): Iterable<F> {
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
  const attributes = missingAttributes(readText(fs, root, attributesFile));
  if (attributes !== undefined) fs.write(join(root, attributesFile), attributes, root);
}

/** The counts of a run. */
export function summarise(
  resolution: Resolution,
  { changes, profiles }: Pick<GeneratedOutput, 'changes' | 'profiles'>,
): GenerateResult {
  return {
    clusters: resolution.active.count(),
    profiles,
    placements: resolution.applications.reduce((total, { clusters }) => total + clusters.count(), 0),
    created: changes.created.length,
    updated: changes.updated.length,
    deleted: changes.deleted.length,
    unchanged: changes.unchanged,
  };
}

/** Tells Git and its hosts about the generated folders. */
export const attributesFile = '.gitattributes';

/** What these lines said before generated folders held copies of people's files, byte for byte. */
const formerAttributes = 'linguist-generated text eol=lf';

/** The text of `.gitattributes` with the lines that are missing, in place of former ones; undefined if none is. */
export function missingAttributes(text: string | undefined): string | undefined {
  const former = new Set(generatedFolders.map((folder) => `/${folder}/** ${formerAttributes}`));
  const lines = (text ?? '').split(/(?<=\n)/).filter((line) => !former.has(line.trim()));
  const there = new Set(lines.map((line) => line.trim()));
  const missing = generatedFolders
    .map((folder) => `/${folder}/** linguist-generated -text -filter -ident`)
    .filter((line) => !there.has(line));
  if (missing.length === 0) return undefined;
  const kept = lines.join('');
  const before = kept === '' || kept.endsWith('\n') ? kept : `${kept}\n`;
  return `${before}${missing.join('\n')}\n`;
}

function readText(fs: FileSystem, root: string, path: string): string | undefined {
  const content = fs.readBelow(join(root, path), root);
  return content && new TextDecoder().decode(content);
}
