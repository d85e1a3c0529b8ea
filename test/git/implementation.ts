import type { Environment } from '../../src/adapters/git-common/environment.ts';
import type { Git } from '../../src/ports/git.ts';
import { gitEnv } from '../support/git.ts';

/** One implementation of the port, and how it gets at repositories that are in real folders. */
export interface Implementation {
  open(folder: string, env: Environment): Promise<Git | undefined>;
  /** The address of a bare repository, as a configuration has it. */
  address(bare: string): Promise<string>;
}

/** The repository of a folder, which must be there; the variables are added to those of the tests. */
export async function opened({ open }: Implementation, folder: string, env?: Environment): Promise<Git> {
  const git = await open(folder, { ...gitEnv, ...env });
  if (git === undefined) throw new Error(`no repository: ${folder}`);
  return git;
}

/** Commits these files as they are in the work tree. */
export async function commitFiles(git: Git, paths: readonly string[], message: string): Promise<string> {
  return git.commit({ tree: (await git.snapshot(paths)).tree, message });
}
