import { join } from 'node:path';
import { isLeftover } from '../../model/leftover.ts';
import type { WorkTreeChange } from '../../ports/git.ts';
import type { Environment } from '../git-common/environment.ts';
import { emptyTree, sortByPath, toPathspecs } from '../git-common/paths.ts';
import { resetIndex } from './index-file.ts';
import type { GitRepository } from './native-git.ts';
import { type Program, splitNul } from './program.ts';
import { head } from './read.ts';
import { copyIndex, indexFile, withScratch } from './scratch.ts';

export async function changes(repository: GitRepository, folders: readonly string[]): Promise<WorkTreeChange[]> {
  return changesSince(repository, (await head(repository.program)).commit, folders);
}

/** What differs between a commit, which is HEAD, and the work tree. */
export async function changesSince(
  repository: GitRepository,
  commit: string | undefined,
  folders: readonly string[],
): Promise<WorkTreeChange[]> {
  if (folders.length === 0) return [];
  const { program } = repository;
  const base = commit ?? emptyTree;
  const found = await compare(program, base, folders, {});
  if (isCertain(found)) return merge(found);
  return withScratch(repository, async (scratch) => {
    const env = { GIT_INDEX_FILE: join(scratch, 'index') };
    copyIndex(indexFile(repository), env.GIT_INDEX_FILE);
    await resetIndex(program, base, env);
    return merge(await compare(program, base, folders, env));
  });
}

interface Comparison {
  /** The letter of each path that differs between HEAD and the work tree, for the paths of the index. */
  readonly tracked: Map<string, string>;
  /** Paths that are not in the index. */
  readonly untracked: string[];
}

async function compare(
  program: Program,
  base: string,
  folders: readonly string[],
  env: Environment,
): Promise<Comparison> {
  const paths = toPathspecs(folders);
  const diff = ['--literal-pathspecs', 'diff', '--name-status', '-z', '--no-renames', '--no-ext-diff'];
  const others = ['--literal-pathspecs', 'ls-files', '--others', '--exclude-standard', '-z'];
  const [differing, untracked] = await Promise.all([
    program.output([...diff, '--ignore-submodules=dirty', base, '--', ...paths], { env }),
    program.output([...others, '--', ...paths], { env }),
  ]);
  const fields = splitNul(differing);
  const tracked = new Map<string, string>();
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [letter = '', path = ''] = [fields[i], fields[i + 1]];
    if (tracked.get(path) !== 'U') tracked.set(path, letter);
  }
  return { tracked, untracked: splitNul(untracked).filter((path) => !path.endsWith('/') && !isLeftover(path)) };
}

/** Whether the index hides nothing: no file that it lost while it is still there, no conflict. */
function isCertain({ tracked, untracked }: Comparison): boolean {
  return !untracked.some((path) => tracked.has(path)) && ![...tracked.values()].includes('U');
}

function merge({ tracked, untracked }: Comparison): WorkTreeChange[] {
  const found: WorkTreeChange[] = untracked.map((path) => ({ path, change: 'added' }));
  for (const [path, letter] of tracked) {
    found.push({ path, change: letter === 'A' ? 'added' : letter === 'D' ? 'deleted' : 'modified' });
  }
  return sortByPath(found);
}
