import type { Finding } from '../../model/diagnostic.ts';
import { stale } from '../../model/rules/re801-stale.ts';
import type { Host } from '../../ports/host.ts';
import { requireNoErrors } from '../../state/diagnose-on-disk.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { requireOnDisk } from '../../state/require-on-disk.ts';
import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { circumstancesHere, circumstancesThen } from './circumstances.ts';
import { applyGenerated, type GenerateResult, planGenerated, summarise } from './generate.ts';
import { generatedInCheckout } from './generated-checkout.ts';
import type { GeneratedChanges } from './write-generated.ts';

/** What is to be written so that the generated folders are up to date. */
export interface PlannedGenerate {
  readonly state: FleetState;
  readonly changes: GeneratedChanges;
  readonly result: GenerateResult;
}

/** Works out what `generate` writes. Throws InvalidInventory if there are errors, or files in its way. */
export async function planGenerate(host: Host, state: FleetState, force: boolean): Promise<PlannedGenerate> {
  const resolution = await state.valid();
  const { changes } = await planGenerated(
    state,
    await generatedInCheckout(host.fs, state.repository),
    await circumstancesHere(host, state),
    { force },
  );
  requireNoErrors(host, state.repository, changes.findings);
  requireOnDisk(host.fs, state.repository.root, changes.deleted);
  return { state, changes, result: summarise(resolution, changes) };
}

/** Brings the generated folders of a working copy up to date. */
export async function generateHere(copy: WorkingCopy, force: boolean): Promise<PlannedGenerate> {
  const { planned } = await transact(copy, {
    what: 'generate',
    asks: false,
    plan: async () => planGenerate(copy.host, await copy.open(), force),
    agree: () => true,
    write: ({ state, changes }) => applyGenerated(copy.host.fs, state, changes),
  });
  return planned;
}

/** What of the generated folders is not current, or was not written by resedge. Throws InvalidInventory. */
export async function findStale(
  host: Host,
  state: FleetState,
  force: boolean,
): Promise<{ findings: Finding[]; files: number }> {
  await state.valid();
  const { changes } = await planGenerated(
    state,
    await generatedInCheckout(host.fs, state.repository),
    await circumstancesThen(host, state),
    { force },
  );
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

/**
 * Where a working copy is, if it is not on the branch that clusters read. Pipelines often have no branch checked out:
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
  return { rule: stale, message, hint: 'Run: resedge generate', place: { file, position: { line: 1, column: 1 } } };
}
