import { generatedInGit } from '../../deliver/generated-in-git.ts';
import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import type { TreeChange } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { requireNoErrors } from '../../state/diagnose-on-disk.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf } from '../../state/repository.ts';
import { deployEffects } from './deploy-effects.ts';
import type { DeployEffects, Moves } from './deployment.ts';
import { type Circumstances, type GenerateResult, planGenerated, summarise } from './generate.ts';
import { countMoves, type DecidedCluster } from './outcome/decide-output.ts';
import { treeChanges } from './tree-changes.ts';

/** What output would bring on top of a commit. */
export interface PlannedOnto {
  /** The commit; undefined: none, it would be the first one. */
  readonly tip: string | undefined;
  readonly changes: readonly TreeChange[];
  readonly decisions: readonly DecidedCluster[];
  /** What it was decided by, beside the intent. */
  readonly circumstances: Circumstances;
  readonly moves: Moves;
  readonly generate: GenerateResult;
  readonly effects: DeployEffects;
}

/** Works out what is generated from a state on top of a commit. Throws InvalidInventory where foreign files are in the way. */
export async function planOnto(
  host: Host,
  state: FleetState,
  tip: string | undefined,
  circumstances: Circumstances,
): Promise<PlannedOnto> {
  const { repository } = state;
  const git = gitOf(repository);
  const resolution = await state.valid();
  const deliveries = deliveriesOf(git, repository.prefix, resolution);
  const before = tip === undefined ? generatedInGit(git, []) : await deliveries.at(tip).files();
  const output = await planGenerated(state, before, circumstances);
  const { changes, decisions } = output;
  requireNoErrors(host, repository, changes.findings);
  return {
    tip,
    changes: treeChanges(repository, changes),
    decisions,
    circumstances,
    moves: countMoves(decisions),
    generate: summarise(resolution, output),
    effects: deployEffects(decisions, resolution, circumstances.now),
  };
}
