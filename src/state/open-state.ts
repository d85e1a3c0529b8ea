import { UserError } from '../model/errors.ts';
import type { Git } from '../ports/git.ts';
import type { Host } from '../ports/host.ts';
import type { FleetState } from './fleet-state.ts';
import { listCheckout } from './list-checkout.ts';
import { listCommit, listIndex, sameEntries } from './listing.ts';
import { makeState, type OpenedState } from './make-state.ts';
import { noProgress, type OnProgress } from './progress.ts';
import { gitOf, type Repository } from './repository.ts';
import { openShared, type Shared } from './shared.ts';

/** Which state to open: the work tree unless something else is said. */
export interface StateOptions {
  /** What is staged. */
  readonly staged?: boolean;
  /** A branch, a tag or a commit. */
  readonly at?: string | undefined;
  /** The id of a tree of Git, such as that of a commit to be made. */
  readonly tree?: string | undefined;
  /** Told how far something is, for as long as the state is open. */
  readonly progress?: OnProgress;
}

/** Opens one state of a fleet. UserError if it is to be read from Git, and there is no repository or no such commit. */
export async function openState(host: Host, repository: Repository, options: StateOptions = {}): Promise<FleetState> {
  const { staged = false, at, tree, progress = noProgress } = options;
  const family: Family = { shared: openShared(host, repository, progress), first: undefined, commits: new Map() };
  if (at !== undefined) return stateAt(family, at);
  const { prefix } = repository;
  const list = async () => {
    if (tree !== undefined) return listCommit(gitOf(repository), prefix, tree);
    return staged ? listIndex(gitOf(repository), prefix) : listCheckout(host.fs, repository);
  };
  const listing = await list();
  family.first = await makeState(family.shared, {
    listing,
    isDraft: false,
    at: (ref) => stateAt(family, ref),
    isCurrent: async () => sameEntries((await list()).entries, listing.entries),
  });
  return family.first.state;
}

/** States that are made from one another. */
interface Family {
  readonly shared: Shared;
  /** What was opened first, unless it is a commit. */
  first: OpenedState | undefined;
  /** The commits that were asked for last, the very last at the end. */
  readonly commits: Map<string, Promise<OpenedState>>;
}

/** This many commits stay open: two sides of a comparison, and what they are put on top of. */
const mostCommits = 4;

async function stateAt(family: Family, ref: string): Promise<FleetState> {
  const { commits, shared } = family;
  const git = gitOf(shared.repository);
  const commit = await git.resolve(ref);
  if (commit === undefined)
    throw new UserError(`there is no commit ${ref}`, 'Name a branch, a tag or a commit. See: git log --oneline');
  const opened = commits.get(commit) ?? openCommit(family, git, commit);
  commits.delete(commit);
  commits.set(commit, opened);
  if (commits.size > mostCommits) await forgetOldest(family);
  return (await opened).state;
}

/** If a commit has the same files of intent as a state that is open, it is that state. */
async function openCommit(family: Family, git: Git, commit: string): Promise<OpenedState> {
  const others = [family.first, ...family.commits.values()];
  const listing = await listCommit(git, family.shared.repository.prefix, commit);
  for (const other of await Promise.all(others))
    if (other && sameEntries(other.state.entries, listing.entries)) return other;
  return makeState(family.shared, {
    listing,
    isDraft: false,
    at: (ref) => stateAt(family, ref),
    isCurrent: async () => true,
  });
}

async function forgetOldest({ first, commits }: Family): Promise<void> {
  const [oldest] = commits;
  if (!oldest) return;
  const [commit, opened] = oldest;
  commits.delete(commit);
  const [state, ...others] = await Promise.all([opened, first, ...commits.values()]);
  if (!others.includes(state)) state.release();
}
