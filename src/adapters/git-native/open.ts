import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { Git } from '../../ports/git.ts';
import type { Environment } from '../git-common/environment.ts';
import { noWorkTree } from '../git-common/failures.ts';
import { type GitRepository, nativeGit } from './native-git.ts';
import { gitProgram, lastLines, type RunResult } from './program.ts';

/** The repository that a folder is in; undefined if it is in none, `no program` if there is no `git`. */
export async function openNativeGit(folder: string, given: Environment): Promise<Git | 'no program' | undefined> {
  const env = inHook(given);
  const questions = ['is-bare-repository', 'is-inside-work-tree', 'show-object-format', 'git-dir', 'git-common-dir'];
  const args = [...questions, 'show-toplevel'].map((question) => `--${question}`);
  const found = await tryRun(folder, env, ['rev-parse', ...args]);
  if (found === 'no program') return found;
  const [bare, inside, format, gitFolder = '', commonFolder = '', root = ''] = found.output
    .toString('utf8')
    .split('\n');
  if (bare === 'true' || inside === 'false') throw noWorkTree(folder);
  if (found.code !== 0) {
    if (/not a git repository/.test(found.errors)) return undefined;
    throw refused(folder, found.errors);
  }
  if (format !== 'sha1')
    throw new UserError(`${root} has object ids of ${format}; this program knows those of sha1 only.`);
  const repository: GitRepository = {
    root: realpathSync(root),
    folder: realpathSync(resolve(folder, commonFolder)),
    gitFolder: realpathSync(resolve(folder, gitFolder)),
    env,
    program: gitProgram(realpathSync(root), env),
  };
  return nativeGit(repository);
}

/**
 * Hooks in a second work tree are told where the Git folder is, but not where the files are, and Git then takes the
 * folder that it runs in for their root. Without the variable it finds both.
 */
function inHook(env: Environment): Environment {
  return env['GIT_WORK_TREE'] ? env : { ...env, GIT_DIR: undefined };
}

/** Makes a repository in a folder, with a first branch; `no program` if there is no `git`. */
export async function createNativeGit(
  folder: string,
  branch: string,
  env: Environment,
): Promise<'done' | 'no program'> {
  const made = await tryRun(folder, env, ['init', '--quiet', `--initial-branch=${branch}`]);
  if (made === 'no program') return made;
  if (made.code !== 0) throw new UserError(`Cannot make a Git repository in ${folder}: ${lastLines(made.errors)}`);
  return 'done';
}

async function tryRun(folder: string, env: Environment, args: readonly string[]): Promise<RunResult | 'no program'> {
  try {
    return await gitProgram(folder, env).run(args);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing && existsSync(folder)) return 'no program';
    throw error;
  }
}

/** What Git says about a repository that it does not open, such as one that belongs to somebody else. */
function refused(folder: string, errors: string): UserError {
  const [first = '', ...rest] = errors.trim().split('\n');
  const hint = rest.map((line) => line.trim()).filter((line) => line !== '');
  return new UserError(`Git does not open ${folder}: ${first.replace(/^fatal: /, '')}`, hint.join(' ') || undefined);
}
