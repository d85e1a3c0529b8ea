import { join } from 'node:path';
import { engineOf } from '../generate/engines/index.ts';
import { diagnose } from '../load/diagnose.ts';
import type { LoadedFile } from '../load/source-files.ts';
import { type Diagnostic, type Finding, isError } from '../model/diagnostic.ts';
import type { SourceEntry } from '../model/documents.ts';
import { InvalidInventory } from '../model/errors.ts';
import type { Resolution } from '../model/resolution.ts';
import { unknownReference } from '../model/rules/re202-unknown-reference.ts';
import { overSubscribed } from '../model/rules/re501-over-subscribed.ts';
import { limitsContradict } from '../model/rules/re505-limits-contradict.ts';
import type { Host } from '../ports/host.ts';
import { resolve } from '../resolve/resolve.ts';
import { writtenWindows } from '../resolve/written-windows.ts';
import { buildInventory } from '../validate/build-inventory.ts';
import { checkSchemas, findUnchecked } from '../validate/check-schemas.ts';
import { type FleetSources, manifestsOf, readSources } from './fleet-sources.ts';
import { saveParseCache } from './parse-cache-file.ts';
import { noProgress, type OnProgress } from './progress.ts';
import type { Repository } from './repository.ts';
import { loadSchemaValidator } from './schemas.ts';
import type { SourceTree } from './source-tree.ts';

/** A fleet as one state of the repository describes it. */
export interface LoadedFleet {
  /** What follows from all that could be read; undefined where there is no usable resedge.yaml. */
  readonly resolution: Resolution | undefined;
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many files were read. */
  readonly files: number;
  /** All files that it was loaded from. */
  readonly sources: readonly SourceEntry[];
  /** The files of the inventory as they were parsed, with what could not be used. */
  readonly intent: readonly LoadedFile[];
}

/** Loads, validates and resolves. What is wrong is in the diagnostics; nothing is thrown for it. */
export async function loadFleet(
  host: Host,
  repository: Repository,
  tree: SourceTree,
  progress: OnProgress = noProgress,
): Promise<LoadedFleet> {
  const sources = await readSources(host, repository, tree, progress);
  const loaded = await evaluate(sources);
  saveParseCache(host.fs, repository, sources.cache);
  return loaded;
}

/** What was worked out for a state, since several steps of one change look at the same. */
const evaluated = new WeakMap<FleetSources, Promise<LoadedFleet>>();

/** Validates and resolves what was read; once for each state. */
export function evaluate(sources: FleetSources): Promise<LoadedFleet> {
  const known = evaluated.get(sources) ?? check(sources);
  evaluated.set(sources, known);
  return known;
}

async function check(sources: FleetSources): Promise<LoadedFleet> {
  const { intent, files, entries, cache } = sources;
  const unchecked = findUnchecked(intent, cache);
  const schemaFindings =
    unchecked.length === 0 ? [] : checkSchemas(unchecked, await loadSchemaValidator(sources.schemas), cache);
  const built = buildInventory({ files: intent, schemaFindings, manifests: manifestsOf(sources) });
  const resolved = built.inventory && resolve(built.inventory, engineOf(built.inventory));
  const findings = [
    ...built.findings,
    ...withoutEchoes(resolved?.findings ?? [], built.findings),
    ...(resolved ? await findWrongValues(resolved.resolution) : []),
    ...(resolved ? await findClosedWindows(resolved.resolution) : []),
  ];
  return {
    resolution: resolved?.resolution,
    diagnostics: await diagnoseIn(sources, findings),
    files: files.length,
    sources: entries,
    intent,
  };
}

/** Loads the library only where the Fleet has a schema for values. */
async function findWrongValues(resolution: Resolution): Promise<readonly Finding[]> {
  if (resolution.inventory.fleet.spec.valuesSchema === undefined) return [];
  const { checkValues } = await import('../validate/check-values.ts');
  return checkValues(resolution);
}

/** Loads the library only where there are windows. */
async function findClosedWindows({ inventory }: Resolution): Promise<readonly Finding[]> {
  const written = writtenWindows(inventory);
  if (written.length === 0) return [];
  const { findNeverOpening } = await import('../resolve/never-opens.ts');
  return findNeverOpening(written);
}

/** Those errors for which the object is left out that they stand in: quotas and limits stay as they are. */
export function leavingOut(errors: readonly Diagnostic[]): Diagnostic[] {
  return errors.filter(({ rule }) => rule !== overSubscribed && rule !== limitsContradict);
}

/** The resolution of a fleet without errors; throws InvalidInventory where there are any. */
export function requireValid({ resolution, diagnostics }: LoadedFleet): Resolution {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length > 0) throw new InvalidInventory(errors, 'the inventory has errors, so nothing was done');
  if (!resolution) throw new Error('no resolution, and no error that says why');
  return resolution;
}

/** Throws InvalidInventory where there is an error among findings about generated files. */
export function requireNoErrors(host: Host, repository: Repository, findings: readonly Finding[]): void {
  const errors = findings.filter(isError);
  if (errors.length === 0) return;
  throw new InvalidInventory(
    diagnoseOnDisk(host, repository, errors),
    'generated files are not as resedge left them, so nothing was written',
  );
}

/** Findings about files on disk, with their lines. */
export function diagnoseOnDisk(host: Host, repository: Repository, findings: readonly Finding[]): Diagnostic[] {
  return diagnose(findings, (file) => {
    const path = join(repository.root, file);
    return host.fs.stat(path)?.type === 'file' ? host.fs.read(path) : undefined;
  });
}

/** What has errors is left out of the inventory: that it is then not found where it is named says nothing new. */
function withoutEchoes(findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const isLeftOut = before.some((finding) => isError(finding) && finding.rule !== unknownReference);
  return isLeftOut ? findings.filter(({ rule }) => rule !== unknownReference) : findings;
}

/** Findings about files of a state, with their lines. */
export async function diagnoseIn({ tree, entries }: FleetSources, findings: readonly Finding[]): Promise<Diagnostic[]> {
  if (findings.length === 0) return [];
  const named = new Set(findings.map(({ place }) => place.file));
  const contents = await tree.read(entries.filter(({ path, problem }) => named.has(path) && problem === undefined));
  return diagnose(findings, (file) => contents.get(file));
}
