import { join } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { CommitOptions } from '../../ports/git.ts';
import { locked } from '../git-common/await-free.ts';
import type { Environment } from '../git-common/environment.ts';
import { nothingToCommit, requireNoOperation } from '../git-common/failures.ts';
import { emptyTree } from '../git-common/paths.ts';
import { requireIdentity } from './identity.ts';
import {
  awaitIndex,
  type Difference,
  install,
  putIntoIndex,
  refreshIndex,
  restore,
  stagedDifferences,
  stamp,
  treeDifferences,
} from './index-file.ts';
import type { GitRepository } from './native-git.ts';
import { operation } from './operation.ts';
import { lastLines } from './program.ts';
import { head, line } from './read.ts';
import { copyIndex, indexFile, withScratch } from './scratch.ts';

/**
 * Two copies of the index get what differs: `next` will be the index, `committed` has HEAD for all that else is staged,
 * and is what Git commits. The index comes before the commit: who is killed in between has staged the files, whereas
 * an index that is behind HEAD would look as if the commit was to be taken back.
 */
export async function commitTree(repository: GitRepository, { tree, message, prove }: CommitOptions): Promise<string> {
  const { program } = repository;
  requireNoOperation(operation(repository));
  await requireIdentity(program);
  const parent = (await head(program)).commit;
  const base = parent ?? emptyTree;
  const wanted = await treeDifferences(program, base, tree);
  if (wanted.length === 0) throw nothingToCommit();
  return withScratch(repository, async (scratch) => {
    const { real, old, committed } = await stage(repository, scratch, base, wanted);
    const installed = stamp(real);
    const isOurs = () => stamp(real) === installed;
    let id: string | undefined;
    try {
      await runCommit(repository, message, { GIT_INDEX_FILE: committed });
      const [commit, made = ''] = line(await program.output(['rev-parse', 'HEAD', 'HEAD^{tree}'])).split('\n');
      if (commit === undefined) throw new Error('no HEAD after a commit');
      id = commit;
      await prove?.(commit);
      if (made !== tree || !isOurs()) await bringIndexAlong(repository, base, commit);
      return commit;
    } catch (error) {
      if (id !== undefined) await takeBack(repository, parent, id);
      if (isOurs()) restore(old, real);
      else await putIntoIndex(program, await treeDifferences(program, tree, base), {});
      throw error;
    }
  });
}

/** Attempts to put an index in its place that others are writing. */
const mostAttempts = 10;

/**
 * Stages what is wanted, in the index, and in a copy of it that has nothing else than HEAD: `committed`. `old` is the index
 * as it was. Starts again if somebody else wrote the index meanwhile.
 */
async function stage(repository: GitRepository, scratch: string, base: string, wanted: readonly Difference[]) {
  const { program } = repository;
  const real = indexFile(repository);
  const own = new Set(wanted.map(({ path }) => path));
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    await awaitIndex(repository);
    const before = stamp(real);
    const named = (name: string) => join(scratch, `${name}-${attempt}`);
    const [old, next, committed] = [named('old'), named('next'), named('committed')];
    copyIndex(real, old);
    copyIndex(real, next);
    await putIntoIndex(program, wanted, { GIT_INDEX_FILE: next });
    await refreshIndex(program, { GIT_INDEX_FILE: next });
    const staged = await stagedDifferences(program, base, { GIT_INDEX_FILE: next });
    copyIndex(next, committed);
    const others = staged.filter(({ path }) => !own.has(path));
    if (others.length > 0) await putIntoIndex(program, others, { GIT_INDEX_FILE: committed });
    if (stamp(real) === before && install(next, real)) return { real, old, committed };
  }
  throw locked(`${real}.lock`);
}

/** Has the index hold what a commit has: a hook changed the commit, or somebody wrote the index meanwhile. */
async function bringIndexAlong(repository: GitRepository, base: string, commit: string): Promise<void> {
  const { program } = repository;
  const late = await treeDifferences(program, base, commit);
  if (late.length === 0) return;
  await awaitIndex(repository);
  await putIntoIndex(program, late, {});
  await refreshIndex(program, {});
}

/** Takes the branch back to where it was, which may be that there was none, unless somebody moved it since. */
async function takeBack({ program }: GitRepository, parent: string | undefined, commit: string): Promise<void> {
  const move = parent === undefined ? ['-d', 'HEAD', commit] : ['HEAD', parent, commit];
  await program.output(['update-ref', '-m', 'resedge: take back', ...move]);
}

/** Hooks run in the language of the user: nothing of what is printed here is parsed. */
async function runCommit({ program, env }: GitRepository, message: string, index: Environment): Promise<void> {
  const result = await program.run(['commit', '--quiet', '--cleanup=verbatim', '--file=-'], {
    input: `${message.replace(/\n+$/, '')}\n`,
    env: { ...index, LC_ALL: env['LC_ALL'] },
  });
  if (result.code !== 0) {
    throw new UserError(
      `Git did not commit:\n${lastLines(`${result.output.toString('utf8')}${result.errors}`, 40)}`,
      'Nothing was changed. If a hook of this repository refused it, mend what it says and run the command again.',
    );
  }
}
