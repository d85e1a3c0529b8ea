import { join } from 'node:path';
import type { Snapshot } from '../../ports/git.ts';
import { emptyTree } from '../git-common/paths.ts';
import { changesSince } from './changes.ts';
import { importTree } from './import.ts';
import { addToIndex, putIntoIndex, readIndex, resetIndex } from './index-file.ts';
import type { GitRepository } from './native-git.ts';
import { head, line } from './read.ts';
import { copyIndex, indexFile, withScratch } from './scratch.ts';
import { importChanges, sortPaths } from './work-tree.ts';

/** From this number of files on, their objects are written into a pack first: one file instead of one for each. */
const many = 1000;

/** A copy of the index is taken back to HEAD and gets the files: so they are stored as `git add` does it. */
export async function snapshot(repository: GitRepository, folders: readonly string[]): Promise<Snapshot> {
  const { program, root } = repository;
  const { commit } = await head(program);
  const [found, index] = await Promise.all([changesSince(repository, commit, folders), readIndex(program)]);
  const paths = found.map(({ path }) => path);
  const sorted = sortPaths(
    root,
    paths.filter((path) => !index.get(path)?.flag),
  );
  const unseen = paths.flatMap((path) => {
    const entry = index.get(path);
    return entry?.flag ? [entry] : [];
  });
  if (found.length >= many) await importTree(repository, commit, importChanges(root, sorted));
  return withScratch(repository, async (scratch) => {
    const env = { GIT_INDEX_FILE: join(scratch, 'index') };
    copyIndex(indexFile(repository), env.GIT_INDEX_FILE);
    await resetIndex(program, commit ?? emptyTree, env);
    if (paths.length > 0) await addToIndex(program, sorted, env);
    if (unseen.length > 0) await putIntoIndex(program, unseen, env);
    const tree = line(await program.output(['write-tree', '--missing-ok'], { env }));
    return { tree, changes: found };
  });
}
