import { hasOwnBranch } from '../../model/delivery.ts';
import { InvalidInventory, UserError } from '../../model/errors.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Git } from '../../ports/git.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf } from '../../state/repository.ts';
import { conflictText } from '../replay/conflict-text.ts';
import { type ReplayedCommit, replayIntent } from '../replay/replay-intent.ts';
import { requireExpectations } from '../validate/test-expectations.ts';
import { requireSound } from '../validate/validate-fleet.ts';
import type { AtOnce } from './deployment.ts';
import { isGeneratedPath } from './generated-paths.ts';
import { checkChanges } from './guard-changes.ts';
import { checkLosses } from './guard-losses.ts';

/** Local commits that go on top of what others pushed. */
export interface LocalCommits {
  readonly remote: string;
  readonly branch: string;
  /** The tip of the branch here. */
  readonly commit: string;
  readonly message: string;
  readonly allow: string | undefined;
  readonly atOnce: AtOnce | undefined;
  /** The commit that clusters read, if that is elsewhere. */
  readonly read: string | undefined;
  /** The tip of the remote's branch when it was looked at last; undefined: it is not there. */
  readonly tip: string | undefined;
  /** Commits at which the remote's branch was: what they have is not brought there again. */
  readonly known: readonly string[];
  /** Somebody took off by force what is in these commits, so they cannot be pushed as they are. */
  readonly isForced: boolean;
}

/** People's changes on top of what others pushed, judged, in the object database alone. */
export interface IntentOnTop {
  readonly commit: string;
  /** What the last one of the local commits became, unless others have it already. */
  readonly own: ReplayedCommit | undefined;
  readonly state: FleetState;
  readonly resolution: Resolution;
}

/** Puts the intent of local commits on top of `tip`. `delivered`: the commit that clusters read, which guards compare with. */
export async function putIntentOnTop(
  fleet: FleetState,
  local: LocalCommits & { readonly tip: string },
  delivered: string | undefined,
): Promise<IntentOnTop> {
  const { own, commit } = await replay(fleet, local);
  const state = await fleet.at(commit);
  const { resolution } = await withOthers(local, () => requireSound(state));
  requireExpectations(
    resolution,
    `Your commit is in this repository. Get what others pushed (git pull --rebase ${local.remote} ${local.branch}), and see why: resedge test`,
  );
  await checkLosses(state, delivered, { allow: local.allow });
  await checkChanges(state, delivered, local.allow);
  return { commit, own, state, resolution };
}

async function replay(
  fleet: FleetState,
  local: LocalCommits & { readonly tip: string },
): Promise<Pick<IntentOnTop, 'commit' | 'own'>> {
  const { repository } = fleet;
  const { tip } = local;
  const git = gitOf(repository);
  const base = await git.mergeBase(local.commit, tip);
  if (base === undefined) throw unrelated(local.branch);
  const isApart = hasOwnBranch((await fleet.resolution()).inventory.fleet);
  const replayed = await replayIntent(git, {
    prefix: repository.prefix,
    local: await git.history([tip, ...local.known], local.commit),
    base,
    onto: tip,
    isGenerated: (path) => !isApart && isGeneratedPath(repository, path),
  });
  if ('conflicts' in replayed) throw new UserError(conflictText(replayed.conflicts), bringTogether(local));
  const last = replayed.commits.at(-1);
  let commit = tip;
  for (const one of replayed.commits) commit = await git.writeCommit({ parent: commit, ...one });
  return { commit, own: last?.id === local.commit ? last : undefined };
}

/** Nothing can be put on top of a branch that never had anything in common with this one. */
export function unrelated(branch: string): UserError {
  return new UserError(
    `this repository and the remote's ${branch} have no commit in common`,
    'Clone the remote, and make the change there.',
  );
}

/** The next deploy finishes the rebase, and settles what conflicts there are in generated files. */
function bringTogether({ remote, branch }: LocalCommits): string {
  return `Your commit is in this repository. Bring the two together: git pull --rebase ${remote} ${branch}, mend the files of the inventory that it names, git add them, and deploy again.`;
}

/** Checks what comes of local commits and those of others; errors say that it is about both. */
export async function withOthers<T>({ remote, branch }: LocalCommits, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof InvalidInventory)) throw error;
    throw new InvalidInventory(
      error.diagnostics,
      'together with what others pushed in between there are errors, so nothing was pushed',
      `Your commit is in this repository. Get what others pushed (git pull --rebase ${remote} ${branch}), mend it, and deploy again.`,
    );
  }
}

/** The work tree has to follow once the commit is pushed, so this is asked before. */
export async function checkMovable(git: Git, from: string, to: string): Promise<void> {
  const dirty = await git.changes(['']);
  if (dirty.length === 0) return;
  const [before, after] = [await idsOf(git, from), await idsOf(git, to)];
  const lost = dirty.map(({ path }) => path).filter((path) => before.get(path) !== after.get(path));
  if (lost.length === 0) return;
  throw new UserError(
    `others changed files that have changes here outside of this deployment: ${lost.join(', ')}`,
    'Your commit is in this repository. Put the changes away (git stash --include-untracked), deploy again, and take them back (git stash pop).',
  );
}

async function idsOf(git: Git, commit: string): Promise<Map<string, string>> {
  return new Map((await git.tree(commit, [''])).map(({ path, id }) => [path, id]));
}
