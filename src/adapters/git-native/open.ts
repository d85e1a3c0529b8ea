import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { Git } from '../../ports/git.ts';
import type { Environment } from '../git-common/environment.ts';
import { noWorkTree } from '../git-common/failures.ts';
import { type GitRepository, nativeGit } from './native-git.ts';
import { gitProgram, lastLines } from './program.ts';

/** The repository that a folder is in; undefined if it is in none. `path` is that of the program. */
export async function openNativeGit(path: string, folder: string, given: Environment): Promise<Git | undefined> {
  const env = inHook(given);
  const questions = ['is-bare-repository', 'is-inside-work-tree', 'show-object-format', 'git-dir', 'git-common-dir'];
  const args = [...questions, 'show-toplevel'].map((question) => `--${question}`);
  const found = await gitProgram(path, folder, env).run(['rev-parse', ...args]);
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
    program: gitProgram(path, realpathSync(root), env),
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

/** Makes a repository in a folder, with a first branch. `path` is that of the program. */
export async function createNativeGit(path: string, folder: string, branch: string, env: Environment): Promise<void> {
  const made = await gitProgram(path, folder, env).run(['init', '--quiet', `--initial-branch=${branch}`]);
  if (made.code !== 0) throw new UserError(`Cannot make a Git repository in ${folder}: ${lastLines(made.errors)}`);
}

/** What Git says about a repository that it does not open, such as one that belongs to somebody else. */
function refused(folder: string, errors: string): UserError {
  const [first = '', ...rest] = errors.trim().split('\n');
  const hint = rest.map((line) => line.trim()).filter((line) => line !== '');
  return new UserError(`Git does not open ${folder}: ${first.replace(/^fatal: /, '')}`, hint.join(' ') || undefined);
}
