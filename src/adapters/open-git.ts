import nodeFs from 'node:fs';
import { UserError } from '../model/errors.ts';
import type { Git } from '../ports/git.ts';
import { findProgram } from './find-program.ts';
import type { Environment } from './git-common/environment.ts';
import type { GitFileSystem } from './git-embedded/file-system.ts';
import { createNativeGit, openNativeGit } from './git-native/open.ts';

/**
 * The repository that a folder is in; undefined if it is in none. By the `git` program if there is one, else without
 * it. RESEDGE_GIT in the environment, `native` or `embedded`, leaves no choice.
 */
export async function openGit(fs: GitFileSystem, folder: string, env: Environment): Promise<Git | undefined> {
  const program = programFor(env);
  if (program !== undefined) return openNativeGit(program, folder, env);
  const { openEmbeddedGit } = await import('./git-embedded/embedded-git.ts');
  return openEmbeddedGit(fs, folder, env);
}

/** Makes a repository in a folder, whose first branch has this name, and opens it. */
export async function createGit(folder: string, branch: string, env: Environment): Promise<Git> {
  const program = programFor(env);
  if (program !== undefined) await createNativeGit(program, folder, branch, env);
  else {
    const { createRepository } = await import('./git-embedded/embedded-git.ts');
    createRepository(nodeFs, folder, branch);
  }
  const git = await openGit(nodeFs, folder, env);
  if (git === undefined) throw new Error(`no repository in ${folder} after it was made`);
  return git;
}

/** The program to use; undefined: none. */
function programFor(env: Environment): string | undefined {
  const choice = chosen(env);
  const program = choice === 'embedded' ? undefined : findProgram('git', env);
  if (program === undefined && choice === 'native') throw noProgram();
  return program;
}

function chosen(env: Environment): 'native' | 'embedded' | undefined {
  const value = env['RESEDGE_GIT'] || undefined;
  if (value === undefined || value === 'native' || value === 'embedded') return value;
  throw new UserError(`RESEDGE_GIT is ${value}, which is neither native nor embedded.`);
}

function noProgram(): UserError {
  return new UserError(
    'RESEDGE_GIT is native, but there is no git program.',
    'Install Git (https://git-scm.com), or unset RESEDGE_GIT.',
  );
}
