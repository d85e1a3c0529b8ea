import { UserError } from '../../model/errors.ts';
import { newPullRequestUrl } from '../../model/hosted-repository.ts';
import type { Host } from '../../ports/host.ts';
import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { pushWhenFree } from '../deliver/push-when-free.ts';
import { requireUnchanged } from '../deliver/require-unchanged.ts';
import { uninterrupted } from '../deliver/uninterrupted.ts';
import type { PlanWithWaits } from '../deliver/waiting.ts';
import { firstLine, restOf } from './branch-for.ts';
import { othersPushed, type PlannedProposal, type Proposal, planProposal } from './plan-proposal.ts';
import { findPullRequests } from './pull-requests/open.ts';
import type { PullRequests } from './pull-requests/service.ts';

/** What `propose` is asked to do. */
export interface ProposeOptions {
  readonly message: string;
  /** Unless given, the one that HEAD is on, or a new one named after the message. */
  readonly branch: string | undefined;
  /** Of the pull request; unless given, the first line of the message, and what it is if there is one already. */
  readonly title: string | undefined;
  /** The plan in Markdown, with at most so many characters. */
  describe(plan: PlanWithWaits, most: number): string;
  /** Called before anything is written; false stops. */
  confirm(proposal: Proposal): Promise<boolean>;
}

/** `ProposeResult` of machine output. */
export interface ProposeResult {
  readonly branch: string;
  readonly base: string;
  readonly commit: string;
  /** Whether there was something to commit. */
  readonly committed: boolean;
  /** False if the remote had it already. */
  readonly pushed: boolean;
  readonly pullRequest: ProposedRequest;
}

/** What became of the pull request. */
export interface ProposedRequest {
  /** `to-open`: by hand, at the URL. */
  readonly state: 'created' | 'updated' | 'unchanged' | 'to-open';
  /** Null if the host of the remote is of no service that is known. */
  readonly url: string | null;
}

/** A proposal that was made, with what is worth saying about it. */
export interface Proposed {
  readonly result: ProposeResult;
  readonly proposal: Proposal;
  /** What would open pull requests from here: a sentence. */
  readonly advice: string | undefined;
}

/**
 * Puts the changes of intent on a branch, pushes it, and opens a pull request or brings it up to date. The work tree
 * stays as it is; HEAD goes to the branch. Returns undefined if the user said no.
 */
export async function propose(copy: WorkingCopy, options: ProposeOptions): Promise<Proposed | undefined> {
  const { planned, written: commit } = await transact(copy, {
    what: 'propose',
    asks: true,
    plan: async () => planProposal(copy, options),
    agree: (proposal) => options.confirm(proposal),
    recheck: ({ state, from, head }) => requireUnchanged(state, { branch: from, commit: head }, 'propose again'),
    write: (proposal) =>
      uninterrupted(
        copy.host,
        () => commitThere(proposal, options.message),
        () => `the commit is on ${proposal.branch}, here alone. To go on: propose again`,
      ),
  });
  if (commit === undefined) return undefined;
  const { branch, base, intent, tip } = planned;
  if (commit !== tip) await push(copy.host, planned, commit);
  const { pullRequest, advice } = await bringToPage(copy.host, planned, options);
  const result = { branch, base, commit, committed: intent.length > 0, pushed: commit !== tip, pullRequest };
  return { result, proposal: planned, advice };
}

/** Commits on the branch. If that fails, HEAD is where it was. */
async function commitThere({ git, branch, isNewHere, from, head, intent }: PlannedProposal, message: string) {
  if (isNewHere) await git.switchHere(branch);
  if (intent.length === 0) return head;
  try {
    return await git.commit({ tree: (await git.snapshot(intent)).tree, message });
  } catch (error) {
    if (isNewHere && from !== undefined) await git.switchHere(from);
    throw error;
  }
}

async function push(host: Host, { git, remote, branch }: PlannedProposal, commit: string): Promise<void> {
  const result = await pushWhenFree(host, git, { remote: remote.name, commit, branch });
  if (result.outcome === 'pushed') return;
  if (result.outcome === 'moved') throw othersPushed(remote, branch, true);
  throw new UserError(
    `the remote refused the push: ${result.message}`,
    `The commit is in this repository, on ${branch}. When the remote lets it in, propose again.`,
  );
}

async function bringToPage(
  host: Host,
  planned: PlannedProposal,
  options: ProposeOptions,
): Promise<{ pullRequest: ProposedRequest; advice: string | undefined }> {
  const { remote, branch, base } = planned;
  const { repository, pullRequests, advice } = await findPullRequests(host, remote.url);
  const url = repository ? newPullRequestUrl(repository, branch, base) : null;
  if (!pullRequests) return { pullRequest: { state: 'to-open', url }, advice };
  try {
    return { pullRequest: await openOrUpdate(pullRequests, planned, options), advice };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `the branch ${branch} is pushed, but there is no pull request for it as it is now: ${error.message}`,
      `Propose again, or open it at ${url}`,
      { cause: error },
    );
  }
}

async function openOrUpdate(
  pullRequests: PullRequests,
  { plan, branch, base }: PlannedProposal,
  { message, title, describe }: ProposeOptions,
): Promise<ProposedRequest> {
  const bodyFor = (there: string) => bodyWith(there, pullRequests.longestBody, (most) => describe(plan, most));
  const there = await pullRequests.find({ branch, base });
  if (!there) {
    const text = { title: title ?? firstLine(message), body: bodyFor(restOf(message)) };
    const { url } = await pullRequests.create({ branch, base }, text);
    return { state: 'created', url };
  }
  const text = { title: title ?? there.title, body: bodyFor(there.body) };
  if (text.title === there.title && text.body.trim() === there.body.trim())
    return { state: 'unchanged', url: there.url };
  await pullRequests.update(there.number, text);
  return { state: 'updated', url: there.url };
}

const planBegins = '<!-- resedge: plan -->';
const planEnds = '<!-- resedge: end of plan -->';

/**
 * The body of a pull request: the words that people wrote, and the plan between two marks. What is around the marks of
 * a body that is there stays. Manifests in the plan may hold such a mark: the last one counts. `plan` is given how many characters it may have.
 */
export function bodyWith(there: string, longest: number, plan: (most: number) => string): string {
  const [from, to] = [there.indexOf(planBegins), there.lastIndexOf(planEnds)];
  const isMarked = from >= 0 && to > from;
  const before = isMarked ? there.slice(0, from) : there === '' ? '' : `${there.trimEnd()}\n\n`;
  const after = isMarked ? there.slice(to + planEnds.length) : '\n';
  const around = before.length + planBegins.length + planEnds.length + after.length + 2;
  return `${before}${planBegins}\n${plan(Math.max(longest - around, 0)).trim()}\n${planEnds}${after}`;
}
