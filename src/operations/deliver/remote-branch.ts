import { listWords, someOf } from '../../model/counts.ts';
import { branchRead, hasOwnBranch } from '../../model/delivery.ts';
import { UserError } from '../../model/errors.ts';
import type { Item } from '../../model/inventory.ts';
import type { Fleet } from '../../model/kinds.ts';
import type { Git, Remote } from '../../ports/git.ts';

/** A branch of a fleet, as the remote has it. */
export interface RemoteBranch {
  readonly remote: Remote;
  readonly branch: string;
  /** Undefined: the remote does not have the branch. */
  readonly tip: string | undefined;
  /** All commits at which it is known to have been before this look. */
  readonly known: readonly string[];
  /** Why the branch would have to be made; undefined if it is there, or nothing is yet. */
  readonly missing: string | undefined;
}

/** Looks at the branch on the remote; with `offline`, at what is known of it here. */
export async function lookAtRemote(
  git: Git,
  { remote, branch, offline }: { readonly remote: Remote; readonly branch: string; readonly offline: boolean },
): Promise<RemoteBranch> {
  const known = await git.formerTips(remote.name, branch);
  const tip = await (offline ? git.remoteTip(remote.name, branch) : git.fetch(remote.name, branch));
  const missing = tip === undefined && !offline ? await whyMissing(git, remote, branch, known.length > 0) : undefined;
  return { remote, branch, tip, known, missing };
}

/** The branches of a fleet. Both are undefined where there is no remote. */
export interface Branches {
  /** The one that people work on. */
  readonly look: RemoteBranch | undefined;
  /** The one that clusters read: the same, unless that is one of its own. */
  readonly clusters: RemoteBranch | undefined;
}

/** Looks at the branches that a fleet names. */
export async function lookAtBranches(git: Git, fleet: Item<Fleet>, offline: boolean): Promise<Branches> {
  const { branch } = fleet.spec.git;
  const remote = await git.remote(branch);
  const look = remote && (await lookAtRemote(git, { remote, branch, offline }));
  if (!remote || !hasOwnBranch(fleet)) return { look, clusters: look };
  return { look, clusters: await lookAtRemote(git, { remote, branch: branchRead(fleet), offline }) };
}

/** An empty remote waits for its first branch. In one that has others, this one was deleted, renamed, or never there. */
async function whyMissing(git: Git, { name }: Remote, branch: string, wasThere: boolean): Promise<string | undefined> {
  const others = await git.remoteBranches(name);
  if (others.length === 0) return undefined;
  return `${name} has no branch ${branch}${wasThere ? ' any more' : ''}; there is ${others.length > 5 ? someOf(others, 5) : listWords(others)}`;
}

/** The branch is not made again just because somebody had it. */
export function branchMissing(missing: string): UserError {
  return new UserError(
    missing,
    'If it was renamed, write the new name into resedge.yaml (spec.git.branch, spec.delivery.branch). To make it there: resedge deploy --create-branch',
  );
}

/** What goes to a branch of its own lies nowhere here, so it is pushed or not made. */
export function requirePush(branch: string, push: boolean): void {
  if (push) return;
  throw new UserError(
    `what is generated goes to ${branch} on the remote and nowhere else, so there is nothing to do without a push`,
    'Leave --no-push out. To commit what you changed: git commit',
  );
}

/** Commits that the remote's branch had, and that somebody took off it by force, oldest first; `commit` still has them. */
export async function takenOff(
  git: Git,
  { tip, known }: Pick<RemoteBranch, 'tip' | 'known'>,
  commit: string,
): Promise<string[]> {
  if (tip === undefined || tip === commit || known.every((one) => one === tip)) return [];
  const ahead = await git.history([tip], commit);
  if (ahead.length === 0) return [];
  const own = new Set((await git.history([tip, ...known], commit)).map(({ id }) => id));
  return ahead.filter(({ id }) => !own.has(id)).map(({ message }) => message.split('\n')[0] ?? '');
}
