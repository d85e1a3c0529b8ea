import type { Host } from '../../ports/host.ts';
import { recordOf } from './circumstances.ts';
import { commitDeploy, commitRecord, type Saying } from './commit-deploy.ts';
import { isHidden } from './committed-output.ts';
import type { DeployOptions, DeployResult } from './deployment.ts';
import { leadOver } from './lead-over.ts';
import { countMoves } from './outcome/decide-output.ts';
import type { PlannedTogether } from './plan-deploy.ts';
import { localCommits } from './plan-intent.ts';
import { pushCommits } from './push-commits.ts';
import { putOnTop } from './put-on-top.ts';

/** Commits what people changed together with what is generated from it, and pushes that. */
export async function deliverTogether(
  host: Host,
  planned: PlannedTogether,
  options: DeployOptions,
): Promise<DeployResult> {
  const { checked, output } = planned;
  const { former, look, branch, state } = checked;
  const record = recordOf(output.circumstances, options);
  const result = await commitAndPush(host, planned, { message: options.message, record }, options);
  if (former && look) {
    const to = { commit: result.commit, branch, remote: look.remote.name, message: options.message };
    await leadOver(host, state, former, { ...to, record: { ...record, source: result.commit } });
  }
  return result;
}

async function commitAndPush(
  host: Host,
  { checked, output, generate }: PlannedTogether,
  saying: Saying,
  options: DeployOptions,
): Promise<DeployResult> {
  const { git, branch, head, look, state } = checked;
  const commit = await commitDeploy(host, { ...checked, output }, saying);
  const isSaid = commit !== head || !(options.allow !== undefined || isHidden(output));
  const moves = countMoves(output.decisions);
  if (!look || !options.push || (isSaid && commit === look.tip))
    return { commit, branch, pushed: false, attempts: 0, generate, ...moves };
  const local = localCommits(checked, look, options, isSaid ? commit : await commitRecord(git, commit, saying));
  const result = await pushCommits(host, git, local, (onto) => putOnTop(host, state, { ...local, ...onto }));
  return {
    commit: result.commit,
    branch,
    pushed: result.pushed,
    attempts: result.attempts,
    generate: result.generate ?? generate,
    ...(result.moves ?? moves),
  };
}
