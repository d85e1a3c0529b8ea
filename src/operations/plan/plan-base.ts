import type { Deliveries } from '../../deliver/delivered.ts';
import { UserError } from '../../model/errors.ts';
import type { Git } from '../../ports/git.ts';

/** What a change is compared with. */
export interface PlanBase {
  /** The commit; undefined if there is none yet, so that all is new. */
  readonly commit: string | undefined;
  /** The name that it was found by, such as `origin/main`. */
  readonly ref: string;
}

/** The merge base of HEAD and a name, or unless one is given of HEAD and what was delivered, else HEAD itself. */
export async function findPlanBase(git: Git, ref: string | undefined, delivered: Deliveries): Promise<PlanBase> {
  const { commit: head } = await git.head();
  const other = ref === undefined ? await delivered.newest() : await named(git, ref);
  if (!other || head === undefined) return { commit: other?.commit ?? head, ref: other?.ref ?? 'HEAD' };
  const commit = await git.mergeBase(head, other.commit);
  if (commit !== undefined) return { commit, ref: other.ref };
  throw new UserError(
    `this branch and ${other.ref} have no commit in common`,
    'Where the clone is not deep enough, fetch more: git fetch --unshallow',
  );
}

async function named(git: Git, ref: string): Promise<{ commit: string; ref: string }> {
  for (const name of [ref, `origin/${ref}`]) {
    const commit = await git.resolve(name);
    if (commit !== undefined) return { commit, ref: name };
  }
  throw new UserError(`there is no commit ${ref}`, 'Name a branch, a tag or a commit, such as --base main.');
}
