import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { withRecord } from '../../model/deploy-record.ts';
import type { Git, TreeChange } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { requireNoErrors } from '../../state/diagnose-on-disk.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf, type Repository } from '../../state/repository.ts';
import { circumstancesOn, recordOf } from './circumstances.ts';
import { isHidden } from './committed-output.ts';
import type { Moves } from './deployment.ts';
import { attributesFile, type GenerateResult, missingAttributes, planGenerated, summarise } from './generate.ts';
import { checkImmutable } from './guard-immutable.ts';
import { checkUntold } from './guard-untold.ts';
import { countMoves } from './outcome/decide-output.ts';
import { checkMovable, type LocalCommits, putIntentOnTop, withOthers } from './put-intent-on-top.ts';
import { treeChanges } from './tree-changes.ts';

/** The outcome, in the object database alone: neither branch, nor index, nor work tree has moved. */
export interface OnTop {
  readonly commit: string;
  /** Undefined: nothing was generated in it. */
  readonly generate?: GenerateResult;
  readonly moves?: Moves;
}

/** Puts the intent of local commits of a fleet on top of `tip`, and generates again from what comes out. */
export async function putOnTop(
  host: Host,
  fleet: FleetState,
  local: LocalCommits & { readonly tip: string },
): Promise<OnTop> {
  const { repository } = fleet;
  const { tip } = local;
  const git = gitOf(repository);
  const read = local.read ?? tip;
  const { commit: intent, own, state, resolution } = await putIntentOnTop(fleet, local, read);
  const circumstances = await circumstancesOn(host, state, read, local.atOnce);
  const output = await planGenerated(
    state,
    await deliveriesOf(git, repository.prefix, resolution).at(intent).files(),
    circumstances,
  );
  const { changes: generated, decisions } = output;
  await checkUntold(circumstances.delivered, local.allow);
  await checkImmutable(state, { circumstances, decisions }, local.allow);
  await withOthers(local, async () => requireNoErrors(host, repository, generated.findings));
  const changes = [...treeChanges(repository, generated), ...(await attributesChange(git, repository, intent))];
  const isNew = local.allow !== undefined && intent !== tip;
  const isSaid = own !== undefined || !(isNew || isHidden({ circumstances, decisions }));
  const commit =
    changes.length === 0 && isSaid
      ? intent
      : await git.writeCommit({
          ...own,
          message: withRecord(own?.message ?? local.message, recordOf(circumstances, local)),
          parent: own ? (await git.commitInfo(intent)).parents[0] : intent,
          changes: [...(own?.changes ?? []), ...changes],
        });
  await checkMovable(git, local.commit, commit);
  return { commit, generate: summarise(resolution, output), moves: countMoves(decisions) };
}

/** What `.gitattributes` needs in a commit; nothing where it has it. */
export async function attributesChange(git: Git, { prefix }: Repository, commit: string): Promise<TreeChange[]> {
  const path = `${prefix}${attributesFile}`;
  const entry = (await git.tree(commit, [path])).find((found) => found.path === path);
  const blob = entry && (await git.blobs([entry.id])).get(entry.id);
  const text = missingAttributes(blob && new TextDecoder().decode(blob));
  return text === undefined ? [] : [{ path, content: text }];
}
