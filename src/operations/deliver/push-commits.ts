import { UserError } from '../../model/errors.ts';
import type { Git, PushResult } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import type { Moves } from './deployment.ts';
import type { GenerateResult } from './generate.ts';
import { pushWhenFree } from './push-when-free.ts';
import type { LocalCommits } from './put-intent-on-top.ts';
import type { OnTop } from './put-on-top.ts';
import { branchMissing } from './remote-branch.ts';

/** More would mean that others push faster than this machine can generate. */
export const mostAttempts = 50;

export interface Pushed {
  /** The tip of the branch, here and on the remote. */
  readonly commit: string;
  /** False where all that was to be pushed was there already. */
  readonly pushed: boolean;
  readonly attempts: number;
  /** What was generated on top of what others pushed; undefined where nobody had. */
  readonly generate: GenerateResult | undefined;
  readonly moves: Moves | undefined;
}

/** Puts local commits on top of what others pushed: `tip` is what is there, `known` where the branch was before. */
export type PutOnTop = (onto: { readonly tip: string; readonly known: readonly string[] }) => Promise<OnTop>;

/**
 * Pushes commits of a fleet; as long as others were faster, or took off by force what is in them, puts them on top of what
 * is there, and pushes that. Branch, index and work tree follow at the end, so a run that is broken off leaves the
 * repository as it was.
 */
export async function pushCommits(host: Host, git: Git, local: LocalCommits, onTop: PutOnTop): Promise<Pushed> {
  const { remote, branch } = local;
  let { commit, tip, known } = local;
  let generate: GenerateResult | undefined;
  let moves: Moves | undefined;
  let begun = host.clock.now().getTime();
  for (let attempts = 1; attempts <= mostAttempts; attempts++) {
    const isToMove = attempts === 1 && local.isForced;
    const seen = { tip };
    const result: PushResult = isToMove
      ? { outcome: 'moved' }
      : await pushWhenFree(host, git, { remote, commit, branch, seen });
    if (result.outcome === 'refused') {
      throw new UserError(
        `the remote refused the push: ${result.message}`,
        `The commit is in this repository, on ${branch}. When the remote lets it in, deploy again.`,
      );
    }
    if (result.outcome === 'pushed') {
      if (commit !== local.commit) await follow(host, git, commit);
      return { commit, pushed: true, attempts, generate, moves };
    }
    if (!isToMove) await stepBack(host, begun, attempts);
    begun = host.clock.now().getTime();
    if (tip !== undefined) known = [...known, tip];
    const onto = await git.fetch(remote, branch);
    if (onto === undefined) throw branchMissing(`${remote} has no branch ${branch} any more`);
    tip = onto;
    ({ commit, generate, moves } = await onTop({ tip: onto, known }));
    if (commit !== onto) continue;
    await follow(host, git, commit);
    return { commit, pushed: false, attempts, generate, moves };
  }
  throw othersAreFaster();
}

export function othersAreFaster(): UserError {
  return new UserError(
    `others pushed ${mostAttempts} times in between`,
    'Deploy again when it is quieter: nothing was lost.',
  );
}

/** The longest pause, in milliseconds. */
const longestPause = 3_000;

/**
 * Waits for a part, by chance, of what the last attempt took, longer after each one: many that deploy at once get
 * through one after another, and do not all generate anew for each that does.
 */
export async function stepBack({ clock, random }: Host, begun: number, attempts: number): Promise<void> {
  const taken = clock.now().getTime() - begun;
  await clock.sleep(random() * Math.min(taken * attempts, longestPause));
}

/** Moves branch, index and work tree to what is on the remote now. It is the last step, so a signal changes nothing any more. */
export async function follow({ signals }: Host, git: Git, commit: string): Promise<void> {
  try {
    await signals.defer(() => git.moveTo(commit));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const message = `${commit.slice(0, 10)} is on the remote, but the files here do not hold it yet: ${error.message}`;
    throw new UserError(message, error.hint, { cause: error });
  }
}
