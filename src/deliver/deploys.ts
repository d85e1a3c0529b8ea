import { recordIn } from '../model/deploy-record.ts';
import type { CommitInfo, Git } from '../ports/git.ts';
import type { Deploy } from './delivered.ts';

/** The first look is at so many commits: most often the last deploy is among them. */
const firstMost = 16;

/** The commits from one on along first parents, newest first, read in growing batches as they are asked for. */
export async function* commitsFrom(git: Git, commit: string): AsyncGenerator<CommitInfo, void, undefined> {
  let next: string | undefined = commit;
  for (let most = firstMost; next !== undefined; most *= 4) {
    const found: readonly CommitInfo[] = await git.ancestors(next, most);
    yield* found;
    // In a shallow clone the parent of the last one is named, and not there.
    const parent: string | undefined = found.at(-1)?.parents[0];
    next = found.length < most || parent === undefined ? undefined : await git.resolve(parent);
  }
}

/**
 * The deploys that led to a commit, newest first. `hasFleet`: whether a commit holds people's files, and not only what is
 * generated.
 */
export async function* deploysTo(
  git: Git,
  commit: string,
  hasFleet: (commit: string) => Promise<boolean>,
): AsyncGenerator<Deploy, void, undefined> {
  for await (const { id, message } of commitsFrom(git, commit)) {
    const record = recordIn(message);
    if (!record) continue;
    const { source } = record;
    const isIntent = source !== undefined && ((await isReviewed(git, source, id)) || !(await hasFleet(id)));
    yield { ...record, commit: id, intent: isIntent ? source : id };
  }
}

/**
 * Anybody can write into a message that a commit is a deploy. Among people's files the source of one came there before
 * it: another commit, such as one of a branch that nobody merged, never becomes what clusters get. What a shallow clone
 * left out is not known.
 */
async function isReviewed(git: Git, source: string, deploy: string): Promise<boolean> {
  return (await git.resolve(source)) === undefined || (await git.mergeBase(source, deploy)) === source;
}

/** Whether the history of a commit ends before its beginning, as in a shallow clone. */
export async function isCut(git: Git, commit: string): Promise<boolean> {
  let last: CommitInfo | undefined;
  for await (const info of commitsFrom(git, commit)) last = info;
  return last !== undefined && last.parents.length > 0;
}
