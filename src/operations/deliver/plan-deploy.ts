import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { generatedFolders } from '../../generate/layout.ts';
import { hasOwnBranch } from '../../model/delivery.ts';
import type { TreeEntry } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { requireNoErrors } from '../../state/diagnose-on-disk.ts';
import { fromGitRoot, type Repository } from '../../state/repository.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { requireExpectations } from '../validate/test-expectations.ts';
import { circumstancesOn } from './circumstances.ts';
import { type Commitment, hasChanges } from './commit-deploy.ts';
import { isHidden, type PlannedOutput, planOutput } from './committed-output.ts';
import { deployEffects } from './deploy-effects.ts';
import type { DeployOptions, DeployPlan } from './deployment.ts';
import { summarise } from './generate.ts';
import { checkChanges } from './guard-changes.ts';
import { checkImmutable } from './guard-immutable.ts';
import { checkLosses } from './guard-losses.ts';
import { checkUntold } from './guard-untold.ts';
import { countMoves } from './outcome/decide-output.ts';
import { type PlannedApart, planApart } from './plan-apart.ts';
import { type PlannedIntent, planIntent } from './plan-intent.ts';

/** A deployment that was checked, and is not written yet: what is generated goes into the commit of the intent. */
export interface PlannedTogether extends DeployPlan {
  readonly checked: PlannedIntent;
  readonly output: PlannedOutput;
}

/** A deployment that was checked, and is not written yet. */
export type PlannedDeploy = PlannedTogether | PlannedApart;

/** Reads what Git would commit, validates and tests it, works out what it changes, and holds that against the guards. */
export async function planDeploy(copy: WorkingCopy, options: DeployOptions): Promise<PlannedDeploy> {
  const checked = await planIntent(copy, options);
  const isApart = hasOwnBranch(checked.resolution.inventory.fleet);
  return isApart ? planApart(copy.host, checked, options) : planTogether(copy.host, checked, options);
}

async function planTogether(host: Host, checked: PlannedIntent, options: DeployOptions): Promise<PlannedTogether> {
  const { git, state, resolution, snapshot, head, look, former } = checked;
  const { repository } = state;
  const committed = await deliveriesOf(git, repository.prefix, resolution).at(snapshot.tree).files();
  const read = former?.tip ?? look?.tip ?? head;
  const base = former?.tip ?? checked.base;
  const circumstances = await circumstancesOn(host, state, read, options.atOnce);
  const absent = new Set(withoutPrefix(repository, await git.absent(fromGitRoot(repository, generatedFolders))));
  const output = await planOutput(host, state, { committed, absent, circumstances });
  requireNoErrors(host, repository, output.onDisk.findings);
  requireExpectations(resolution);
  const delivered = base === read ? circumstances.delivered : undefined;
  await checkUntold(circumstances.delivered, options.allow);
  await checkLosses(state, base, { allow: options.allow, delivered });
  await checkChanges(state, base, options.allow);
  await checkImmutable(state, output, options.allow);
  const isPushed = !former && (!options.push || look?.tip === head);
  return {
    checked,
    output,
    branch: checked.branch,
    missing: checked.missing,
    moving: checked.moving,
    effects: deployEffects(output.decisions, resolution, circumstances.now),
    isIdle: isPushed && (await isIdle(host, { ...checked, output }, options)),
    intent: snapshot.changes.map(({ path }) => path),
    generate: summarise(resolution, { changes: output.onDisk, profiles: output.profiles }),
    ...countMoves(output.decisions),
    notes: checked.notes,
  };
}

/** Whether there is neither anything to commit, nor anything to say in a commit. */
async function isIdle(host: Host, commitment: Commitment, { allow }: DeployOptions): Promise<boolean> {
  return allow === undefined && !isHidden(commitment.output) && !(await hasChanges(host, commitment));
}

/** Paths that count from the root of the Git work tree, counted from the fleet root. */
function withoutPrefix({ prefix }: Repository, entries: readonly TreeEntry[]): string[] {
  return entries.map(({ path }) => path.slice(prefix.length));
}
