import { type DeployRecord, withRecord } from '../../model/deploy-record.ts';
import { UserError } from '../../model/errors.ts';
import type { Git, TreeChange } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { mostAttempts, othersAreFaster, stepBack } from './push-commits.ts';
import { pushWhenFree } from './push-when-free.ts';
import { branchMissing } from './remote-branch.ts';

/** What a commit on top of another would bring. */
export interface Decided {
  /** Undefined: it is the first one of its branch. */
  readonly tip: string | undefined;
  readonly changes: readonly TreeChange[];
  /** What the commit says of itself, if it is a deploy. */
  readonly record: DeployRecord | undefined;
  /** Whether there is anything to bring, or to say. */
  readonly isWork: boolean;
}

/** Where it goes, and what is done if others were faster. */
export interface Destination<D extends Decided> {
  readonly remote: string;
  readonly branch: string;
  readonly message: string;
  /** What is to be done where the push is refused for good. */
  readonly refused: string;
  /** Decides again, on top of what others pushed. */
  decide(tip: string): Promise<D>;
}

/** What was decided in the end, and what became of it. */
export interface PushedDecision<D extends Decided> {
  readonly decided: D;
  /** Undefined: others left nothing to do. */
  readonly commit: string | undefined;
  readonly attempts: number;
}

/** Commits in the object database what was decided, and pushes it; as long as others are faster, decides again on top of theirs. */
export async function pushDecided<D extends Decided>(
  host: Host,
  git: Git,
  first: D,
  { remote, branch, message, refused, decide }: Destination<D>,
): Promise<PushedDecision<D>> {
  let decided = first;
  let begun = host.clock.now().getTime();
  for (let attempts = 1; attempts <= mostAttempts; attempts++) {
    if (!decided.isWork) return { decided, commit: undefined, attempts };
    const { tip, changes, record } = decided;
    const saying = record ? withRecord(message, record) : message;
    const commit = await git.writeCommit({ parent: tip, changes, message: saying });
    const pushed = await pushWhenFree(host, git, { remote, commit, branch, seen: { tip } });
    if (pushed.outcome === 'pushed') return { decided, commit, attempts };
    if (pushed.outcome === 'refused') throw new UserError(`the remote refused the push: ${pushed.message}`, refused);
    await stepBack(host, begun, attempts);
    begun = host.clock.now().getTime();
    const onto = await git.fetch(remote, branch);
    if (onto === undefined) throw branchMissing(`${remote} has no branch ${branch} any more`);
    decided = await decide(onto);
  }
  throw othersAreFaster();
}
