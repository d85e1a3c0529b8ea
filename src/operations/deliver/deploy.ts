import { UserError } from '../../model/errors.ts';
import type { Git } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { fromGitRoot, gitOf, intentPaths, type Repository } from '../../state/repository.ts';
import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { recordOf } from './circumstances.ts';
import { commitDeploy, commitRecord } from './commit-deploy.ts';
import { isHidden } from './committed-output.ts';
import type { DeployOptions, DeployResult } from './deployment.ts';
import { countMoves } from './outcome/decide-output.ts';
import { type PlannedDeploy, planDeploy } from './plan-deploy.ts';
import { pushCommits } from './push-commits.ts';

/**
 * Validates, tests, generates, commits and pushes. What the user changed in the folders of intent and what was generated go
 * into one commit, as Git would store it: that is what is judged, and the commit is proven to be just that. If the remote
 * has moved, the intent is put on top of what is there and generated again. Returns undefined if the user said no.
 */
export async function deploy(copy: WorkingCopy, options: DeployOptions): Promise<DeployResult | undefined> {
  const git = gitOf(copy.repository);
  const { written } = await transact(copy, {
    what: 'deploy',
    asks: options.asks,
    plansAlone: true,
    plan: () => planDeploy(copy, options),
    agree: (planned) => options.confirm(planned),
    recheck: (planned) => requireSame(git, copy.repository, planned),
    write: (planned) => applyDeploy(copy.host, planned, options),
  });
  return written;
}

/** What is committed is what was judged before somebody was asked. */
async function requireSame(git: Git, repository: Repository, { branch, head, snapshot }: PlannedDeploy): Promise<void> {
  const now = await git.head();
  const { tree } = await git.snapshot(fromGitRoot(repository, intentPaths));
  if (tree === snapshot.tree && now.branch === branch && now.commit === head) return;
  throw new UserError('files were changed in the meantime', 'Nothing was done: deploy again.');
}

async function applyDeploy(host: Host, planned: PlannedDeploy, options: DeployOptions): Promise<DeployResult> {
  const { branch, head, look, state, generate } = planned;
  const git = gitOf(state.repository);
  const saying = { message: options.message, record: recordOf(planned.output.circumstances, options) };
  const commit = await commitDeploy(host, planned, saying);
  const isSaid = commit !== head || !(options.allow !== undefined || isHidden(planned.output));
  if (!look || !options.push || (isSaid && commit === look.tip))
    return { commit, branch, pushed: false, attempts: 0, generate, ...countMoves(planned.output.decisions) };
  const result = await pushCommits(host, state, {
    remote: look.remote.name,
    branch,
    commit: isSaid ? commit : await commitRecord(git, commit, saying),
    message: options.message,
    allow: options.allow,
    atOnce: options.atOnce,
    tip: look.tip,
    known: look.known,
    isForced: planned.takenOff.length > 0,
  });
  return {
    commit: result.commit,
    branch,
    pushed: result.pushed,
    attempts: result.attempts,
    generate: result.generate ?? generate,
    ...(result.moves ?? countMoves(planned.output.decisions)),
  };
}
