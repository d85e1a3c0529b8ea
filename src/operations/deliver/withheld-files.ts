import { compareText } from '../../model/compare.ts';
import { moreLines } from '../../model/counts.ts';
import type { SourceEntry } from '../../model/documents.ts';
import { UserError } from '../../model/errors.ts';
import type { Withheld } from '../../ports/git.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { isSubmodule } from '../../state/listing.ts';
import { fromGitRoot, gitOf } from '../../state/repository.ts';
import { type Participants, participantsOf } from './participants.ts';
import { findPointers } from './pointer-files.ts';
import { becauseOf, cureOf } from './withheld-words.ts';

/**
 * Stops if files that take part in what is deployed are not in the commit as they are on the disk: Git ignores them, was
 * told not to look, leaves them to a repository of their own, or a filter makes something else of them. `committed` is
 * what the commit holds, `onDisk` what lies on the disk, and `open` reads that.
 */
export async function requireAllCommitted(
  committed: FleetState,
  onDisk: readonly SourceEntry[],
  open: () => Promise<FleetState>,
): Promise<void> {
  const found = [...(await findWithheld(committed, onDisk, open))].sort(([a], [b]) => compareText(a, b));
  if (found.length === 0) return;
  const lines = found.slice(0, most).map(([path, reason]) => `${path}: ${becauseOf(reason)}`);
  const cures = new Map(found.map(([path, reason]) => [reason.why, cureOf(path, reason)]));
  throw new UserError(
    ['clusters would not get these files as they are here:', ...lines, ...moreLines(found.length - most)].join('\n  '),
    [...cures.values()].join(' '),
  );
}

/** So many files are named. */
const most = 20;

/** The files, counted from the root of the Git work tree, each with the reason. */
async function findWithheld(
  committed: FleetState,
  onDisk: readonly SourceEntry[],
  open: () => Promise<FleetState>,
): Promise<Map<string, Withheld>> {
  const { repository, entries } = committed;
  const git = gitOf(repository);
  const stored = new Map(entries.map(({ path, id }) => [path, id]));
  const differing = onDisk
    .filter(({ path, id, problem }) => problem === undefined && stored.get(path) !== id)
    .map(({ path }) => path);
  const taking = await participantsOf(committed);
  const reasons = await git.withheld(fromGitRoot(repository, [...new Set([...differing, ...taking.files])]));
  const found = new Map<string, Withheld>();
  const add = (path: string, reason: Withheld) => found.set(`${repository.prefix}${path}`, reason);

  const hidden = differing.flatMap((path) => {
    const reason = reasons.get(`${repository.prefix}${path}`);
    return reason ? [{ path, reason }] : [];
  });
  const here = hidden.length === 0 ? taking : await participantsOf(await open());
  for (const { path, reason } of hidden) if (here.files.has(path) || taking.files.has(path)) add(path, reason);
  for (const path of taking.files) {
    const reason = reasons.get(`${repository.prefix}${path}`);
    if (reason?.why === 'filter') add(path, reason);
  }
  for (const [path, filter] of await findPointers(committed, taking.files)) add(path, { why: 'filter', filter });
  for (const { path, problem } of entries)
    if (problem === isSubmodule && holdsPart(path, taking))
      add(path, { why: 'repository', folder: `${repository.prefix}${path}` });
  return found;
}

/** Whether objects, or a folder that is built, would lie in a folder. */
function holdsPart(folder: string, { folders }: Participants): boolean {
  return (
    /^(inventory|expectations)(\/|$)/.test(folder) || folders.some((built) => `${built}/`.startsWith(`${folder}/`))
  );
}
