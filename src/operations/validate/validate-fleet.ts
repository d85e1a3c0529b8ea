import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Host } from '../../ports/host.ts';
import { type FleetSources, readSources } from '../../state/fleet-sources.ts';
import { diagnoseIn, diagnoseOnDisk, evaluate, type LoadedFleet } from '../../state/load-fleet.ts';
import { saveParseCache } from '../../state/parse-cache-file.ts';
import { noProgress, type OnProgress } from '../../state/progress.ts';
import { openRenderer } from '../../state/renderer.ts';
import { gitOf, type Repository } from '../../state/repository.ts';
import { indexTree, type SourceTree, workTree } from '../../state/source-tree.ts';
import { findGeneratedOnBranch } from './check-branch.ts';
import { checkManifests } from './check-manifests.ts';

/** All that is wrong with one state of a fleet. */
export interface ValidatedFleet extends LoadedFleet {
  /** What was not looked at, in sentences. */
  readonly notes: readonly string[];
}

/** Validates what is in the work tree, or staged, and looks for generated files on a branch that clusters do not read. */
export async function validateHere(
  host: Host,
  repository: Repository,
  { staged, render }: { readonly staged: boolean; readonly render: boolean },
  progress: OnProgress = noProgress,
): Promise<ValidatedFleet> {
  const tree = staged ? indexTree(gitOf(repository), repository.prefix) : workTree(host.fs, repository);
  const validated = await validateFleet(host, repository, tree, render, progress);
  const delivered = validated.resolution?.inventory.fleet.spec.git.branch ?? 'main';
  const generated = validated.resolution ? await findGeneratedOnBranch(repository, delivered, staged) : [];
  const diagnostics = merged(validated.diagnostics, diagnoseOnDisk(host, repository, generated));
  return { ...validated, diagnostics };
}

/** Validates one state; where there is a Kustomize, and `render` says so, also what clusters would get from it. */
export async function validateFleet(
  host: Host,
  repository: Repository,
  tree: SourceTree,
  render: boolean,
  progress: OnProgress = noProgress,
): Promise<ValidatedFleet> {
  return validateSources(host, await readSources(host, repository, tree, progress), render, progress);
}

/** Validates a state that was read. */
export async function validateSources(
  host: Host,
  sources: FleetSources,
  render: boolean,
  progress: OnProgress = noProgress,
): Promise<ValidatedFleet> {
  const { repository } = sources;
  const loaded = await evaluate(sources);
  const { resolution, diagnostics } = loaded;
  saveParseCache(host.fs, repository, sources.cache);
  const hasManifests = resolution && (resolution.namespaces.length > 0 || resolution.applications.length > 0);
  if (!render || !hasManifests) return { ...loaded, notes: [] };
  const renderer = await openRenderer(host, repository, sources, resolution);
  if (!renderer) return { ...loaded, notes: [noKustomize] };
  try {
    const { findings, encrypted } = await checkManifests(sources, resolution, renderer, diagnostics, progress);
    const found = await diagnoseIn(sources, findings);
    const notes = encrypted === 0 ? [] : [`${encrypted} encrypted by SOPS: not checked`];
    return { ...loaded, diagnostics: merged(diagnostics, found), notes };
  } finally {
    renderer.close();
  }
}

const noKustomize =
  'Manifests were not checked: there is neither kustomize (5.5 or later) nor kubectl (1.32 or later) on the PATH.';

/** Two lists that are sorted by file, as one. */
function merged(a: readonly Diagnostic[], b: readonly Diagnostic[]): readonly Diagnostic[] {
  if (b.length === 0) return a;
  return [...a, ...b].sort((one, other) =>
    one.file < other.file ? -1 : one.file > other.file ? 1 : one.line - other.line,
  );
}
