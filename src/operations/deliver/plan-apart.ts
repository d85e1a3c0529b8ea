import { UserError } from '../../model/errors.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { requireExpectations } from '../validate/test-expectations.ts';
import { circumstancesOn } from './circumstances.ts';
import type { DeployOptions, DeployPlan } from './deployment.ts';
import { checkChanges } from './guard-changes.ts';
import { checkImmutable } from './guard-immutable.ts';
import { checkLosses } from './guard-losses.ts';
import { checkUntold } from './guard-untold.ts';
import type { PlannedIntent } from './plan-intent.ts';
import { type PlannedOnto, planOnto } from './plan-onto.ts';
import type { RemoteBranch } from './remote-branch.ts';

/** A deployment that was checked, and is not written yet: what is generated goes to a branch of its own. */
export interface PlannedApart extends DeployPlan {
  readonly checked: PlannedIntent;
  /** The branch that people work on. */
  readonly look: RemoteBranch;
  /** The branch that clusters read. */
  readonly clusters: RemoteBranch;
  readonly delivery: PlannedDelivery;
}

/** What an intent brings to the branch that clusters read. */
export interface PlannedDelivery extends PlannedOnto {
  /** Whether there is anything to bring, or to say. */
  readonly isWork: boolean;
}

/** Works out what a deployment does where clusters read a branch of its own, and holds that against the guards. */
export async function planApart(host: Host, checked: PlannedIntent, options: DeployOptions): Promise<PlannedApart> {
  const { state, resolution, snapshot, head, look, clusters, former } = checked;
  if (!look || !clusters) throw new UserError('there is no remote to push to', 'Add one: git remote add origin URL');
  requireExpectations(resolution);
  const delivery = await planDelivery(host, state, { tip: clusters.tip, read: former?.tip ?? clusters.tip }, options);
  return {
    checked,
    look,
    clusters,
    delivery,
    branch: clusters.branch,
    missing: checked.missing,
    moving: checked.moving,
    effects: delivery.effects,
    isIdle: !former && snapshot.changes.length === 0 && !delivery.isWork && look.tip === head,
    intent: snapshot.changes.map(({ path }) => path),
    generate: delivery.generate,
    ...delivery.moves,
    notes: checked.notes,
  };
}

/** Works out what an intent brings on top of `tip` to clusters that read `read`, and holds that against the guards. */
export async function planDelivery(
  host: Host,
  state: FleetState,
  { tip, read }: { readonly tip: string | undefined; readonly read: string | undefined },
  { allow, atOnce }: Pick<DeployOptions, 'allow' | 'atOnce'>,
): Promise<PlannedDelivery> {
  const circumstances = await circumstancesOn(host, state, read, atOnce);
  const planned = await planOnto(host, state, tip, circumstances);
  await checkUntold(circumstances.delivered, allow);
  await checkLosses(state, read, { allow, delivered: circumstances.delivered });
  await checkChanges(state, read, allow);
  await checkImmutable(state, planned, allow);
  // The intent that clusters have is told by the last commit alone, so a new one is said even where nothing moves.
  const isToSay = allow !== undefined || circumstances.isNewIntent !== false;
  return { ...planned, isWork: planned.changes.length > 0 || isToSay };
}
