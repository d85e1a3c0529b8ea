import { UserError } from '../../model/errors.ts';
import type { Git, PushResult, SeenBranch } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';

/** What is pushed, and where to. */
export interface Push {
  readonly remote: string;
  readonly commit: string;
  readonly branch: string;
  /** Where the branch has to be; unless given, wherever it is. */
  readonly seen?: SeenBranch;
}

/** A push holds a branch for a moment; after so many attempts, some seconds, it is a lock that was left behind. */
const mostLocked = 5;

/** The first pause, in milliseconds; each one after it is longer by that. */
const pause = 500;

/** Pushes. Waits for another push that holds the branch on the remote; UserError if it goes on being held. */
export async function pushWhenFree(
  { clock }: Host,
  git: Git,
  { remote, commit, branch, seen }: Push,
): Promise<Exclude<PushResult, { outcome: 'locked' }>> {
  for (let attempt = 1; ; attempt++) {
    const result = await git.push(remote, commit, branch, seen);
    if (result.outcome !== 'locked') return result;
    if (attempt === mostLocked) {
      throw new UserError(
        `${branch} is locked on ${remote}: ${result.message}`,
        'Nothing is lost. A push that was broken off there left its lock: have it removed on the server, and run the command again.',
      );
    }
    await clock.sleep(pause * attempt);
  }
}
