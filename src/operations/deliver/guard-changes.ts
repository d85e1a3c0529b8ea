import { generatedFolders } from '../../generate/layout.ts';
import { UserError } from '../../model/errors.ts';
import { tooManyChanged } from '../../plan/guards.ts';
import type { Git } from '../../ports/git.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { fromGitRoot, type Repository } from '../../state/repository.ts';
import { planBetween } from '../plan/plan-change.ts';
import { planGenerated } from './generate.ts';
import { type GeneratedChanges, generatedInCommit } from './write-generated.ts';

/** So far back it is looked for what was deployed last. */
const mostCommits = 20;

/**
 * Stops if more clusters would change than `spec.guards.maxClustersChanged` lets through, unless a reason is given.
 * `base` is the commit to compare with, `after` what would be deployed; without that guard nothing is compared.
 */
export async function checkChanges(
  after: FleetState,
  base: string | undefined,
  allow: string | undefined,
): Promise<void> {
  const { inventory } = await after.valid();
  const guard = inventory.fleet.spec.guards.maxClustersChanged;
  const { git } = after.repository;
  if (guard === undefined || allow !== undefined || base === undefined || !git) return;
  const before = await lastDeployed(git, after, base);
  if (!before) return;
  const { affected, added, delivered } = await planBetween(before, after);
  const stop = tooManyChanged(affected.minus(added).count(), delivered, guard);
  if (stop === undefined) return;
  throw new UserError(
    stop,
    'See what changes: resedge plan. If that is meant: resedge deploy --allow "REASON". The reason goes into the commit message.',
  );
}

/**
 * The newest state up to a commit that its generated files were made from: what was merged since has not reached
 * clusters. Undefined where nothing was generated.
 */
async function lastDeployed(git: Git, after: FleetState, base: string): Promise<FleetState | undefined> {
  const { repository } = after;
  const generated = await generatedIn(git, repository, base);
  if (generated === '') return undefined;
  let state: FleetState | undefined;
  let commit: string | undefined = base;
  for (let back = 0; commit !== undefined && back < mostCommits; back++) {
    if (back > 0 && (await generatedIn(git, repository, commit)) !== generated) break;
    state = await after.at(commit);
    const { resolution } = await state.evaluated();
    const tree = await generatedInCommit(git, repository.prefix, commit);
    if (resolution && isUpToDate(await planGenerated(state, tree))) break;
    const parent: string | undefined = (await git.commitInfo(commit)).parents[0];
    // In a shallow clone the parent is named, and not there.
    commit = parent === undefined ? undefined : await git.resolve(parent);
  }
  return state;
}

async function generatedIn(git: Git, repository: Repository, commit: string): Promise<string> {
  const entries = await git.tree(commit, fromGitRoot(repository, generatedFolders));
  return entries.map(({ path, id }) => `${path} ${id}`).join('\n');
}

function isUpToDate({ created, updated, deleted }: GeneratedChanges): boolean {
  return created.length + updated.length + deleted.length === 0;
}
