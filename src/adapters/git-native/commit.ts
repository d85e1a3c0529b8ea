import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { Environment } from '../git-common/environment.ts';
import { nothingToCommit, requireNoOperation } from '../git-common/failures.ts';
import { emptyTree } from '../git-common/paths.ts';
import { requireIdentity } from './identity.ts';
import { importTree } from './import.ts';
import type { GitRepository } from './native-git.ts';
import { joinNul, lastLines, manyObjects, type Program, splitNul } from './program.ts';
import { head, line } from './read.ts';
import { copyIndex, indexFile, withScratch } from './scratch.ts';
import { importChanges, type SortedPaths, sortPaths } from './work-tree.ts';

/** From this number of paths on, their objects are written as one pack first, in place of a file for each. */
const many = 1000;

/**
 * Two copies of the index get the paths: `next` will be the index, `committed` has HEAD for all that else is staged,
 * and is what Git commits. The index comes before the commit: who is killed in between has staged the paths, whereas
 * an index that is behind HEAD would look as if the commit was to be taken back.
 */
export async function commitPaths(
  repository: GitRepository,
  paths: readonly string[],
  message: string,
): Promise<string> {
  const { program, root } = repository;
  requireNoOperation((file) => existsSync(join(repository.gitFolder, file)));
  await requireIdentity(program);
  const parent = (await head(program)).commit;
  const sorted = sortPaths(root, paths);
  if (paths.length >= many) await importTree(repository, parent, importChanges(root, sorted));
  return withScratch(repository, async (scratch) => {
    const real = indexFile(repository);
    const before = stamp(real);
    const next = { GIT_INDEX_FILE: join(scratch, 'next') };
    const committed = { GIT_INDEX_FILE: join(scratch, 'committed') };
    const old = join(scratch, 'old');
    copyIndex(real, old);
    copyIndex(real, next.GIT_INDEX_FILE);
    await updateIndex(program, sorted, next);
    const staged = await stagedDifferences(program, parent ?? emptyTree, next);
    const own = new Set(paths);
    const others = staged.filter(({ path }) => !own.has(path));
    if (others.length === staged.length) throw nothingToCommit();
    copyIndex(next.GIT_INDEX_FILE, committed.GIT_INDEX_FILE);
    if (others.length > 0) await unstage(program, others, committed);
    const isInstalled = stamp(real) === before && install(next.GIT_INDEX_FILE, real);
    const installed = stamp(real);
    const isOurs = () => isInstalled && stamp(real) === installed;
    try {
      await runCommit(repository, message, committed);
    } catch (error) {
      if (isOurs()) restore(old, real);
      throw error;
    }
    if (!isOurs() || (others.length === 0 && !install(committed.GIT_INDEX_FILE, real)))
      await updateIndex(program, sorted, {});
    return line(await program.output(['rev-parse', 'HEAD']));
  });
}

async function updateIndex(program: Program, { present, missing }: SortedPaths, env: Environment): Promise<void> {
  const options = ['-z', '--stdin'];
  if (missing.length > 0) {
    await program.output(['update-index', '--force-remove', ...options], { input: joinNul(missing), env });
  }
  await program.output(['update-index', '--add', '--remove', '--replace', ...options], {
    input: joinNul(present),
    env: { ...manyObjects, ...env },
  });
}

interface Staged {
  readonly path: string;
  /** What HEAD has: mode and id, zeros if it has no such file. */
  readonly mode: string;
  readonly id: string;
}

async function stagedDifferences(program: Program, base: string, env: Environment): Promise<Staged[]> {
  const output = await program.output(['diff-index', '--cached', '--raw', '-z', '--no-renames', base], { env });
  const fields = splitNul(output);
  const found: Staged[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [mode = '', , id = ''] = (fields[i] ?? '').slice(1).split(' ');
    found.push({ path: fields[i + 1] ?? '', mode, id });
  }
  return found;
}

async function unstage(program: Program, files: readonly Staged[], env: Environment): Promise<void> {
  const input = joinNul(files.map(({ mode, id, path }) => `${mode} ${id}\t${path}`));
  await program.output(['update-index', '-z', '--index-info'], { input, env });
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

/** Differs between two states of a file. */
function stamp(file: string): string {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.ino} ${stats.mtimeNs} ${stats.size}`;
}

/** Puts a file in the place of the index, as Git does; false if another process is writing the index. */
function install(from: string, index: string): boolean {
  try {
    copyIndex(from, `${index}.lock`);
  } catch {
    return false;
  }
  renameSync(`${index}.lock`, index);
  return true;
}

/** Takes the index back to what it was, which may be that there was none. */
function restore(old: string, index: string): void {
  if (existsSync(old)) install(old, index);
  else rmSync(index);
}
