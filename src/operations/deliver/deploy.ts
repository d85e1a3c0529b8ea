import { UserError } from '../../model/errors.ts';
import { fromGitRoot, intentPaths } from '../../state/repository.ts';
import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { deliverApart } from './deliver-apart.ts';
import { deliverTogether } from './deliver-together.ts';
import type { DeployOptions, DeployResult } from './deployment.ts';
import { planDeploy } from './plan-deploy.ts';
import type { PlannedIntent } from './plan-intent.ts';

/**
 * Validates, tests, generates, commits and pushes. What the user changed in the folders of intent and what was generated go
 * into one commit, or into one each where clusters read a branch of its own, as Git would store it: that is what is judged,
 * and the commit is proven to be just that. If the remote has moved, the intent is put on top of what is there and generated
 * again. Returns undefined if the user said no.
 */
export async function deploy(copy: WorkingCopy, options: DeployOptions): Promise<DeployResult | undefined> {
  const { written } = await transact(copy, {
    what: 'deploy',
    asks: options.asks,
    plansAlone: true,
    plan: () => planDeploy(copy, options),
    agree: (planned) => options.confirm(planned),
    recheck: ({ checked }) => requireSame(checked),
    write: (planned) =>
      'delivery' in planned ? deliverApart(copy.host, planned, options) : deliverTogether(copy.host, planned, options),
  });
  return written;
}

/** What is committed is what was judged before somebody was asked. */
async function requireSame({ git, branch, head, snapshot, state }: PlannedIntent): Promise<void> {
  const now = await git.head();
  const { tree } = await git.snapshot(fromGitRoot(state.repository, intentPaths));
  if (tree === snapshot.tree && now.branch === branch && now.commit === head) return;
  throw new UserError('files were changed in the meantime', 'Nothing was done: deploy again.');
}
