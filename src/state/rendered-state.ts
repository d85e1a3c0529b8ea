import { InvalidInventory, UserError } from '../model/errors.ts';
import type { Resolution } from '../model/resolution.ts';
import type { Host } from '../ports/host.ts';
import { type FleetSources, readSources } from './fleet-sources.ts';
import { evaluate, leavingOut } from './load-fleet.ts';
import { saveParseCache } from './parse-cache-file.ts';
import { noProgress, type OnProgress } from './progress.ts';
import { openRenderer, type Renderer } from './renderer.ts';
import { gitOf, type Repository } from './repository.ts';
import { commitTree, type SourceTree, workTree } from './source-tree.ts';

/** One state of a fleet, with what renders it. */
export interface RenderedState {
  readonly repository: Repository;
  readonly sources: FleetSources;
  readonly resolution: Resolution;
  readonly renderer: Renderer;
  /** How many errors the inventory has for which objects are left out. */
  readonly errors: number;
}

/** Reads a commit, or the work tree where none is named, to be rendered. UserError where there is no Kustomize. */
export async function openRenderedState(
  host: Host,
  repository: Repository,
  ref: string | undefined,
  progress: OnProgress = noProgress,
): Promise<RenderedState> {
  const tree = ref === undefined ? workTree(host.fs, repository) : await treeAt(repository, ref);
  const sources = await readSources(host, repository, tree, progress);
  const { resolution, diagnostics } = await evaluate(sources);
  saveParseCache(host.fs, repository, sources.cache);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (!resolution) throw new InvalidInventory(errors, 'resedge.yaml cannot be used');
  const renderer = await openRenderer(host, repository, sources, resolution);
  if (!renderer) throw noKustomize();
  return { repository, sources, resolution, renderer, errors: leavingOut(errors).length };
}

async function treeAt(repository: Repository, ref: string): Promise<SourceTree> {
  const git = gitOf(repository);
  const commit = await git.resolve(ref);
  if (commit === undefined)
    throw new UserError(`there is no commit ${ref}`, 'Name a branch, a tag or a commit. See: git log --oneline');
  return commitTree(git, repository.prefix, commit);
}

function noKustomize(): UserError {
  return new UserError(
    'there is neither kustomize nor kubectl on the PATH, and manifests cannot be rendered without',
    'Install Kustomize 5.5 or later (https://kubectl.docs.kubernetes.io/installation/kustomize/), or kubectl 1.32 or later.',
  );
}
