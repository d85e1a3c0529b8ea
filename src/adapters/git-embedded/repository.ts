import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { Environment } from '../git-common/environment.ts';
import { noWorkTree } from '../git-common/failures.ts';
import { type GitConfig, readConfig } from './config.ts';
import { type GitFileSystem, readIfThere } from './file-system.ts';
import { needsProgram } from './needs-program.ts';
import { type ObjectStore, objectStore } from './objects.ts';
import { type Trees, treeCache } from './trees.ts';

/** Where a repository is, and what all parts of this implementation share. */
export interface EmbeddedRepository {
  readonly fs: GitFileSystem;
  readonly root: string;
  /** The common Git folder, with the objects and the branches. */
  readonly folder: string;
  /** The Git folder of this work tree, with HEAD and the index. */
  readonly gitFolder: string;
  readonly env: Environment;
  readonly objects: ObjectStore;
  readonly trees: Trees;
  config(): GitConfig;
}

/** The repository that a folder is in; undefined if it is in none. */
export function findRepository(fs: GitFileSystem, start: string, env: Environment): EmbeddedRepository | undefined {
  let root = String(fs.realpathSync(start));
  while (!fs.existsSync(join(root, '.git'))) {
    if (isGitFolder(fs, root)) throw noWorkTree(start);
    const parent = dirname(root);
    if (parent === root) return undefined;
    root = parent;
  }
  const gitFolder = findGitFolder(fs, root);
  const common = readIfThere(fs, join(gitFolder, 'commondir'))?.toString('utf8').trim();
  const folder = common === undefined ? gitFolder : resolve(gitFolder, common);
  if (!isGitFolder(fs, folder)) throw new UserError(`${join(root, '.git')} is not a Git repository.`);
  const objects = objectStore(fs, folder);
  const config = () => readConfig(fs, folder, env);
  requireSupported(config(), root);
  return { fs, root, folder, gitFolder, env, objects, trees: treeCache(objects), config };
}

/** In a second work tree and in a submodule, `.git` is a file that says where the Git folder is. */
function findGitFolder(fs: GitFileSystem, root: string): string {
  const path = join(root, '.git');
  const target = /^gitdir: (.*)/.exec(readIfThere(fs, path)?.toString('utf8') ?? '')?.[1];
  return target === undefined ? path : resolve(root, target.trim());
}

function isGitFolder(fs: GitFileSystem, folder: string): boolean {
  return ['HEAD', 'objects', 'refs'].every((name) => fs.existsSync(join(folder, name)));
}

/** Settings that change how files and objects are stored, with the values that are no change. */
const unsupported = new Map<string, readonly string[]>([
  ['extensions.objectformat', ['sha1']],
  ['extensions.refstorage', ['files']],
  ['extensions.partialclone', []],
  ['core.sparsecheckout', ['false', 'no', 'off', '0']],
  ['core.autocrlf', ['false', 'no', 'off', '0', 'input']],
]);

function requireSupported(config: GitConfig, root: string): void {
  for (const [key, harmless] of unsupported) {
    const value = config.get(key)?.toLowerCase();
    if (value !== undefined && !harmless.includes(value)) throw needsProgram(`${root} has ${key} = ${value}`);
  }
}
