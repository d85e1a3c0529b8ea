import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { branchRead } from '../../model/delivery.ts';
import { UserError } from '../../model/errors.ts';
import type { Git, Remote } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf } from '../../state/repository.ts';
import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import type { DeployResult } from './deployment.ts';
import { pathsOfOurs } from './generated-paths.ts';
import { follow } from './push-commits.ts';
import { type Decided, pushDecided } from './push-decided.ts';
import { treeChanges } from './tree-changes.ts';

export interface ForgetOptions {
  readonly branch: string;
  /** Why, for the commit. */
  readonly message: string;
  readonly asks: boolean;
  /** Called before anything is written, with the number of files; false stops. Not called if there is nothing to do. */
  confirm(files: number): Promise<boolean>;
}

interface Planned extends Decided {
  readonly here: FleetState;
  readonly remote: Remote;
  readonly tip: string;
}

/**
 * Takes generated files off a branch that clusters were led away from, by a commit on top of it; files that resedge did not
 * write stay. A cluster that reads it still keeps what it has, and hears nothing any more. Returns undefined if the user
 * said no.
 */
export async function forgetBranch(copy: WorkingCopy, options: ForgetOptions): Promise<DeployResult | undefined> {
  const { written } = await transact(copy, {
    what: 'deploy',
    asks: options.asks,
    plan: () => plan(copy, options.branch),
    agree: ({ changes, isWork }) => !isWork || options.confirm(changes.length),
    write: (planned) => write(copy.host, planned, options),
  });
  return written;
}

async function plan(copy: WorkingCopy, branch: string): Promise<Planned> {
  const git = gitOf(copy.repository);
  const here = await copy.open({ at: 'HEAD' });
  const { fleet } = (await here.resolution()).inventory;
  const read = branchRead(fleet);
  if (branch === read)
    throw new UserError(
      `clusters read ${branch}`,
      'Name a branch that they were led away from, such as their former one.',
    );
  const remote = await git.remote(fleet.spec.git.branch);
  if (!remote) throw new UserError('there is no remote', 'Add one: git remote add origin URL');
  const tip = await git.fetch(remote.name, branch);
  if (tip === undefined)
    throw new UserError(
      `${remote.name} has no branch ${branch}`,
      `See which it has: git ls-remote --heads ${remote.name}`,
    );
  return { here, remote, ...(await decide(here, branch, tip)) };
}

/** What goes from a branch. UserError if clusters that read it were never led elsewhere. */
async function decide(here: FleetState, branch: string, tip: string): Promise<Decided & { readonly tip: string }> {
  const { repository } = here;
  const resolution = await here.resolution();
  const { fleet } = resolution.inventory;
  const output = deliveriesOf(gitOf(repository), repository.prefix, resolution).at(tip);
  const source = await output.source();
  if (source?.branch === branch && source.url === fleet.spec.git.url)
    throw new UserError(
      `what lies on ${branch} leads clusters nowhere else, so they may read it`,
      `Lead them to ${branchRead(fleet)} first: resedge deploy -m "why"`,
    );
  const files = await output.files();
  const deleted = await pathsOfOurs(files, files.paths);
  const changes = treeChanges(repository, { created: [], updated: [], deleted });
  return { tip, changes, record: undefined, isWork: changes.length > 0 };
}

async function write(host: Host, planned: Planned, { branch, message }: ForgetOptions): Promise<DeployResult> {
  const { here, remote } = planned;
  const git = gitOf(here.repository);
  const { decided, commit, attempts } = await pushDecided<Decided>(host, git, planned, {
    remote: remote.name,
    branch,
    message,
    refused: 'Nothing was changed, here or there.',
    decide: (tip) => decide(here, branch, tip),
  });
  if (commit !== undefined) await followOn(host, git, { from: decided.tip, branch, commit });
  const deleted = commit === undefined ? 0 : decided.changes.length;
  const generate = { clusters: 0, profiles: 0, placements: 0, created: 0, updated: 0, deleted, unchanged: 0 };
  const pushed = commit !== undefined;
  return { commit: commit ?? planned.tip, branch, pushed, attempts, generate, moved: 0, waiting: 0 };
}

interface Move {
  readonly from: string | undefined;
  readonly branch: string;
  readonly commit: string;
}

/** The work tree follows where it was at what the commit goes on top of. */
async function followOn(host: Host, git: Git, { from, branch, commit }: Move): Promise<void> {
  const head = await git.head();
  if (head.branch === branch && head.commit === from) await follow(host, git, commit);
}
