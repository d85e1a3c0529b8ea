import { dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../model/errors.ts';
import type { Git } from '../ports/git.ts';
import type { Host } from '../ports/host.ts';

/** The file whose folder is the fleet root. */
export const fleetFile = 'resedge.yaml';

/** Folders and files that people write, counted from the fleet root. */
export const intentPaths = [fleetFile, 'inventory', 'apps', 'policies', 'expectations'] as const;

/** A fleet repository on disk. */
export interface Repository {
  /** The fleet root, absolute, links resolved. */
  readonly root: string;
  /** The way from the root of the Git work tree to the fleet root: empty, or with a slash at the end. */
  readonly prefix: string;
  /** Undefined if the fleet root is in no Git repository. */
  readonly git: Git | undefined;
}

/** Finds the fleet root at a folder or above it. */
export async function openRepository(host: Host, folder: string): Promise<Repository> {
  const start = resolve(host.cwd, folder);
  if (!host.fs.stat(start)) throw new UserError(`there is no folder ${folder}`);
  const root = findRoot(host, host.fs.realPath(start));
  if (root === undefined) {
    throw new UserError(
      `there is no ${fleetFile} in ${folder === '.' ? 'this folder' : folder} or above it`,
      'Go to a fleet repository, name one with --repo DIR, or make one: resedge init',
    );
  }
  const git = await host.git(root);
  const prefix = git ? relative(git.root, root).split(sep).join('/') : '';
  return { root, prefix: prefix === '' ? '' : `${prefix}/`, git };
}

/** The Git repository of a fleet, for what cannot be done without one. */
export function gitOf(repository: Repository): Git {
  if (repository.git) return repository.git;
  throw new UserError('this folder is not in a Git repository', 'Make one: git init');
}

/** Paths that count from the fleet root, counted from the root of the Git work tree. */
export function fromGitRoot({ prefix }: Repository, paths: readonly string[]): string[] {
  return paths.map((path) => `${prefix}${path}`);
}

/** The folder of the fleet that a folder is in; undefined if it is in none. */
export function findRoot(host: Host, start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (host.fs.stat(join(folder, fleetFile))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
