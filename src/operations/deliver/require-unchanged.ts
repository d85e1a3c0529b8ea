import type { SourceEntry } from '../../model/documents.ts';
import { UserError } from '../../model/errors.ts';
import type { Host } from '../../ports/host.ts';
import { gitOf, type Repository } from '../../state/repository.ts';
import { sameEntries, workTree } from '../../state/source-tree.ts';

/** What was looked at, before somebody was asked. */
interface LookedAt {
  /** The branch that HEAD was on. */
  readonly branch: string | undefined;
  readonly head: string | undefined;
  /** The files of intent. */
  readonly sources: readonly SourceEntry[];
}

/** What is committed is what was validated: stops where files were saved, or something was committed, since. */
export async function requireUnchanged(
  host: Host,
  repository: Repository,
  { branch, head, sources }: LookedAt,
  cure: string,
): Promise<void> {
  const now = await workTree(host.fs, repository).entries();
  const there = await gitOf(repository).head();
  if (sameEntries(now, sources) && there.branch === branch && there.commit === head) return;
  throw new UserError('files were changed in the meantime', `Nothing was done: ${cure}.`);
}
