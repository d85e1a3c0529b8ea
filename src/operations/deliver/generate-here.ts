import { newestDelivery } from '../../deliver/branch-tip.ts';
import { generatedInGit } from '../../deliver/generated-in-git.ts';
import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { generatedFolders } from '../../generate/layout.ts';
import { branchRead, hasOwnBranch } from '../../model/delivery.ts';
import type { Finding } from '../../model/diagnostic.ts';
import { UserError } from '../../model/errors.ts';
import type { GeneratedTree } from '../../model/generated.ts';
import type { Resolution } from '../../model/resolution.ts';
import { stale } from '../../model/rules/re801-stale.ts';
import type { Host } from '../../ports/host.ts';
import { requireNoErrors } from '../../state/diagnose-on-disk.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { generatedOnDisk } from '../../state/generated-on-disk.ts';
import { outputFolder } from '../../state/output-folder.ts';
import type { Repository } from '../../state/repository.ts';
import { requireOnDisk } from '../../state/require-on-disk.ts';
import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { requireOwners } from '../validate/validate-fleet.ts';
import { circumstancesHere, circumstancesThen } from './circumstances.ts';
import { applyGenerated, type GenerateResult, planGenerated, summarise } from './generate.ts';
import { generatedInCheckout } from './generated-checkout.ts';
import { type GeneratedChanges, writeGenerated } from './write-generated.ts';

/** What is to be written so that the generated folders are up to date. */
export interface PlannedGenerate {
  readonly state: FleetState;
  /** The folder that the generated ones lie in, absolute. */
  readonly root: string;
  readonly changes: GeneratedChanges;
  readonly result: GenerateResult;
}

/** Where `generate` writes, and how. */
export interface Generating {
  /** A folder that somebody named; undefined: those of the working copy. */
  readonly folder: string | undefined;
  /** Files that were edited by hand are written over. */
  readonly force: boolean;
}

/** Works out what `generate` writes. Throws InvalidInventory if there are errors, or files in its way. */
export async function planGenerate(
  host: Host,
  state: FleetState,
  { folder, force }: Generating,
): Promise<PlannedGenerate> {
  const resolution = await state.valid();
  await requireOwners(state, 'nothing was done');
  const root = folder === undefined ? requireHere(state, resolution) : requireOwn(host, state.repository, folder);
  const circumstances = await circumstancesHere(host, state);
  const isHere = folder === undefined;
  const tree = isHere ? await generatedInCheckout(host.fs, state.repository) : generatedOnDisk(host.fs, root);
  const output = await planGenerated(state, tree, circumstances, { force });
  const { changes } = output;
  requireNoErrors(host, { ...state.repository, root }, changes.findings);
  if (isHere) requireOnDisk(host.fs, root, changes.deleted);
  return { state, root, changes, result: summarise(resolution, output) };
}

/** Brings generated folders up to date: those of a working copy, or all of them in a folder that somebody named. */
export async function generateHere(copy: WorkingCopy, generating: Generating): Promise<PlannedGenerate> {
  const { fs } = copy.host;
  const { planned } = await transact(copy, {
    what: 'generate',
    asks: false,
    plan: async () => planGenerate(copy.host, await copy.open(), generating),
    agree: () => true,
    write({ state, root, changes }) {
      if (generating.folder === undefined) applyGenerated(fs, state, changes);
      else writeGenerated(fs, root, changes, state.progress);
    },
  });
  return planned;
}

/** The fleet root, unless clusters read a branch of its own: then what is generated does not lie beside the intent. */
function requireHere({ repository }: FleetState, { inventory }: Resolution): string {
  if (!hasOwnBranch(inventory.fleet)) return repository.root;
  throw new UserError(
    `generated files lie on ${branchRead(inventory.fleet)} alone, where deploy writes them, and not beside what people write`,
    'To see them: resedge generate --output DIR. Whether they are current: resedge generate --check',
  );
}

/** A folder for generated files alone, or a new one. */
function requireOwn(host: Host, repository: Repository, typed: string): string {
  const folder = outputFolder(host, repository, typed);
  const other = host.fs.list(folder).find(({ name }) => !generatedFolders.some((own) => own === name));
  if (!other) return folder;
  throw new UserError(
    `${typed} holds ${other.name}, and is to hold generated files alone`,
    'Name an empty folder, or a new one.',
  );
}

/** What of the generated folders is not current, or was not written by resedge. Throws InvalidInventory. */
export async function findStale(
  host: Host,
  state: FleetState,
  force: boolean,
): Promise<{ findings: Finding[]; files: number }> {
  const tree = await generatedTree(host, state);
  const { changes } = await planGenerated(state, tree, await circumstancesThen(host, state), { force });
  const { created, updated, deleted, unchanged, findings } = changes;
  return {
    findings: [
      ...created.map(({ path }) => staleFinding(path, 'this file is missing')),
      ...updated.map(({ path }) => staleFinding(path, 'this file is not what the inventory asks for')),
      ...deleted.map((path) => staleFinding(path, 'nothing in the inventory asks for this file any more')),
      ...findings,
    ],
    files: created.length + updated.length + deleted.length + unchanged,
  };
}

/** What is generated so far: on the disk, or on the branch of its own that clusters read. */
async function generatedTree(host: Host, state: FleetState): Promise<GeneratedTree> {
  const resolution = await state.valid();
  const { git, prefix } = state.repository;
  const { fleet } = resolution.inventory;
  if (!git || !hasOwnBranch(fleet)) return generatedInCheckout(host.fs, state.repository);
  const newest = await newestDelivery(git, fleet);
  return newest ? deliveriesOf(git, prefix, resolution).at(newest.commit).files() : generatedInGit(git, []);
}

/**
 * Where a working copy is, if it is not on the branch that people's changes go into. Pipelines often have no branch checked out:
 * what counts there is whether HEAD is the tip of that branch, here or on the remote.
 */
export async function whereElse(state: FleetState): Promise<string | undefined> {
  const { git } = state.repository;
  const wanted = (await state.valid()).inventory.fleet.spec.git.branch;
  const head = await git?.head();
  if (!git || !head || head.branch === wanted) return undefined;
  if (head.branch !== undefined) return `branch ${head.branch}`;
  const remote = await git.remote(wanted);
  const tips = [await git.resolve(`refs/heads/${wanted}`), remote && (await git.remoteTip(remote.name, wanted))];
  return tips.includes(head.commit) ? undefined : `no branch, and not the tip of ${wanted}`;
}

function staleFinding(file: string, message: string): Finding {
  return {
    rule: stale,
    message,
    hint: 'Run: resedge deploy -m "why"',
    place: { file, position: { line: 1, column: 1 } },
  };
}
