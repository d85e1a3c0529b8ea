import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import type { DeployRecord } from '../../model/deploy-record.ts';
import type { Git } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { sameEntries } from '../../state/listing.ts';
import { recordOf } from './circumstances.ts';
import { commitIntent } from './commit-deploy.ts';
import type { DeployOptions, DeployResult } from './deployment.ts';
import { leadOver } from './lead-over.ts';
import { type PlannedApart, type PlannedDelivery, planDelivery } from './plan-apart.ts';
import { localCommits } from './plan-intent.ts';
import { follow, type Pushed, pushCommits } from './push-commits.ts';
import { type Decided, type PushedDecision, pushDecided } from './push-decided.ts';
import { checkMovable, putIntentOnTop } from './put-intent-on-top.ts';

/**
 * Commits what people changed on their branch, and what is generated from it on the one that clusters read: the intent is
 * pushed first, since the output names it. A run that is broken off between the two is completed by the next one.
 */
export async function deliverApart(host: Host, planned: PlannedApart, options: DeployOptions): Promise<DeployResult> {
  const { checked, clusters, delivery } = planned;
  const { former, state } = checked;
  const tree = await checked.git.writeTree(delivery.tip, delivery.changes);
  const { circumstances } = delivery;
  const commit = await commitIntent(host, checked, options.message, { circumstances, output: tree });
  const intent = await pushIntent(host, planned, options, commit);
  const { decided, ...pushed } = await pushOutput(host, planned, options, intent.commit);
  const output = pushed.commit ?? decided.tip ?? intent.commit;
  if (former) {
    const { record } = decided;
    const to = { commit: output, branch: clusters.branch, remote: clusters.remote.name, record };
    const last = await leadOver(host, state, former, { ...to, message: options.message });
    if (last !== undefined && former.branch === planned.look.branch) await follow(host, checked.git, last);
  }
  return {
    commit: output,
    branch: clusters.branch,
    pushed: pushed.commit !== undefined || intent.pushed,
    attempts: Math.max(pushed.attempts, intent.attempts),
    generate: decided.generate,
    ...decided.moves,
  };
}

async function pushIntent(
  host: Host,
  { checked, look, clusters }: PlannedApart,
  options: DeployOptions,
  commit: string,
): Promise<Pick<Pushed, 'commit' | 'pushed' | 'attempts'>> {
  if (commit === look.tip) return { commit, pushed: false, attempts: 0 };
  const { git, state } = checked;
  const local = localCommits(checked, look, options, commit);
  return pushCommits(host, git, local, async (onto) => {
    const delivered = local.read ?? (await git.fetch(look.remote.name, clusters.branch));
    const { commit: intent } = await putIntentOnTop(state, { ...local, ...onto }, delivered);
    await checkMovable(git, commit, intent);
    return { commit: intent };
  });
}

/** What is to be pushed to the branch that clusters read. */
type DecidedDelivery = PlannedDelivery & Decided & { readonly record: DeployRecord };

async function pushOutput(
  host: Host,
  { checked, look, clusters, delivery }: PlannedApart,
  options: DeployOptions,
  intent: string,
): Promise<PushedDecision<DecidedDelivery>> {
  const { git, resolution } = checked;
  const { remote, branch } = clusters;
  const state = await checked.state.at(intent);
  const deliveries = deliveriesOf(git, state.repository.prefix, resolution);
  const withSource = (planned: PlannedDelivery): DecidedDelivery => ({
    ...planned,
    record: { ...recordOf(planned.circumstances, options), source: intent },
  });
  const decide = async (tip: string | undefined) => {
    await git.fetch(remote.name, look.branch);
    if (await isAlongWith(git, intent, tip && (await deliveries.intent(tip))))
      return withSource({ ...delivery, tip, isWork: false });
    return withSource(await planDelivery(host, state, { tip, read: checked.former?.tip ?? tip }, options));
  };
  const tip = await git.remoteTip(remote.name, branch);
  const isAsJudged = tip === delivery.tip && sameEntries(state.entries, checked.state.entries);
  return pushDecided(host, git, isAsJudged ? withSource(delivery) : await decide(tip), {
    remote: remote.name,
    branch,
    message: options.message,
    refused: `What you changed is on ${look.branch}, there as well. When the remote lets ${branch} in, deploy again.`,
    decide,
  });
}

/** Whether others delivered an intent that is on top of this one: then it came to clusters along with theirs. */
async function isAlongWith(git: Git, intent: string, theirs: string | undefined): Promise<boolean> {
  if (theirs === undefined || theirs === intent || (await git.resolve(theirs)) === undefined) return false;
  return (await git.mergeBase(intent, theirs)) === intent;
}
