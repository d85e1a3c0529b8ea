import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../model/compare.ts';
import type { Operation } from '../../ports/git.ts';
import { didNotGoOn } from '../git-common/failures.ts';
import { findOperation, isPaused as isRebasePaused } from '../git-common/operation.ts';
import type { GitRepository } from './native-git.ts';
import { joinNul, lastLines, type Program, splitNul } from './program.ts';
import { head, tree } from './read.ts';

export function operation({ gitFolder }: GitRepository): Operation | undefined {
  const has = (file: string) => existsSync(join(gitFolder, file));
  return findOperation(has, (file) => (has(file) ? readFileSync(join(gitFolder, file), 'utf8') : undefined));
}

export function isPaused({ gitFolder }: GitRepository): boolean {
  return isRebasePaused((file) => existsSync(join(gitFolder, file)));
}

export async function conflicts(program: Program): Promise<string[]> {
  const entries = splitNul(await program.output(['ls-files', '--unmerged', '-z']));
  const paths = entries.map((entry) => entry.slice(entry.indexOf('\t') + 1));
  return [...new Set(paths)].sort(compareText);
}

export async function proceed(repository: GitRepository, paths: readonly string[]): Promise<void> {
  const { program } = repository;
  await settle(program, paths);
  const begun = operation(repository);
  if (begun === undefined) return;
  const result = await program.run(await nextStep(program, begun));
  if (result.code === 0 || (await conflicts(program)).length > 0) return;
  throw didNotGoOn(begun, lastLines(`${result.output.toString('utf8')}${result.errors}`, 10));
}

/**
 * A step that has nothing left to do is left out, or Git would stop at it. A merge is one even then. A rebase that leaves
 * out a step takes the work tree back to HEAD; told to go on, it refuses to where that would lose changes.
 */
async function nextStep(program: Program, begun: Operation): Promise<readonly string[]> {
  const isSame = async (...args: string[]) => (await program.run([...args, '--quiet'])).code === 0;
  const isEmpty = begun !== 'merge' && (await isSame('diff-index', '--cached', 'HEAD'));
  const losesNothing = begun !== 'rebase' || (await isSame('diff-files'));
  return [begun, isEmpty && losesNothing ? '--skip' : '--continue'];
}

/** Makes files what they are in HEAD, in the index and on the disk. */
async function settle(program: Program, paths: readonly string[]): Promise<void> {
  const { commit } = await head(program);
  const known = new Set(commit === undefined ? [] : (await tree(program, commit, [''])).map(({ path }) => path));
  const [there, gone] = [paths.filter((path) => known.has(path)), paths.filter((path) => !known.has(path))];
  const options = ['--pathspec-from-file=-', '--pathspec-file-nul'];
  const run = (args: readonly string[], input: readonly string[]) =>
    program.output(['--literal-pathspecs', ...args, ...options], { input: joinNul(input) });
  if (there.length > 0) await run(['checkout', '--quiet', 'HEAD'], there);
  if (gone.length > 0) await run(['rm', '--quiet', '--force', '--ignore-unmatch'], gone);
}
