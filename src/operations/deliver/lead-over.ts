import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import type { DeployRecord } from '../../model/deploy-record.ts';
import { UserError } from '../../model/errors.ts';
import type { KeptFile } from '../../model/generated.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { gitOf } from '../../state/repository.ts';
import type { FormerPlace } from './former-place.ts';
import { pathsOfOurs } from './generated-paths.ts';
import { type Decided, pushDecided } from './push-decided.ts';

/** The output that clusters are led to. */
export interface Destined {
  /** The commit with it, on the branch that they are to read. */
  readonly commit: string;
  readonly branch: string;
  readonly remote: string;
  readonly message: string;
  readonly record: DeployRecord;
}

/**
 * Writes the last output of a place that clusters read so far: the same files as the new one, so the source in it leads
 * them there. Nothing of it is made anew, and people's own files stay. Returns the commit; undefined if the new output is
 * on the same branch.
 */
export async function leadOver(
  host: Host,
  state: FleetState,
  { branch, tip: had, isGone }: FormerPlace,
  { commit, remote, message, record, ...to }: Destined,
): Promise<string | undefined> {
  if (branch === to.branch) return undefined;
  const { repository } = state;
  const git = gitOf(repository);
  const deliveries = deliveriesOf(git, repository.prefix, await state.resolution());
  const [output, before] = [await deliveries.at(commit).list(), await deliveries.at(had).list()];
  const still = `${to.branch} has its output, but clusters read ${branch} still. Deploy again: resedge deploy -m "why" --allow "REASON"`;
  const inTree = ({ path, id }: KeptFile) => ({ path: `${repository.prefix}${path}`, id, mode: '100644' });
  const decide = async (tip: string): Promise<Decided> => {
    const there = deliveries.at(tip);
    const list = await there.list();
    if (without(list, before).length + without(before, list).length > 0)
      throw new UserError(`others deployed to ${branch} in the meantime`, still);
    const wanted = new Set(output.map(({ path }) => path));
    const unwanted = list.map(({ path }) => path).filter((path) => !wanted.has(path));
    const gone = await pathsOfOurs(await there.files(), unwanted);
    const changes = [
      ...without(output, list).map(inTree),
      ...gone.map((path) => ({ path: `${repository.prefix}${path}`, deleted: true as const })),
    ];
    return { tip, changes, record, isWork: true };
  };
  // A branch that is gone begins anew, with this output and nothing else.
  const anew = { tip: undefined, changes: output.map(inTree), record, isWork: true };
  const first = isGone ? anew : await decide((await git.remoteTip(remote, branch)) ?? had);
  const pushed = await pushDecided<Decided>(host, git, first, {
    remote,
    branch,
    message: `Lead clusters to ${to.branch}\n\n${message}`,
    refused: still,
    decide,
  });
  return pushed.commit;
}

/** Those files that are not in another list as they are. */
function without(files: readonly KeptFile[], others: readonly KeptFile[]): readonly KeptFile[] {
  const ids = new Map(others.map(({ path, id }) => [path, id]));
  return files.filter(({ path, id }) => ids.get(path) !== id);
}
