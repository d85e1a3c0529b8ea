import { join } from 'node:path';
import type { Git } from '../../ports/git.ts';
import type { Environment } from '../git-common/environment.ts';
import { sortByPath } from '../git-common/paths.ts';
import { changes } from './changes.ts';
import { commitTree, writeCommit, writeTree } from './commit.ts';
import { fileHistory } from './file-history.ts';
import type { GitFileSystem } from './file-system.ts';
import { ancestors, history, mergeBase } from './history.ts';
import { absent, index } from './index-entries.ts';
import { moveTo, switchHere } from './move.ts';
import { conflicts, isPaused, operation, proceed } from './operation.ts';
import { readHead } from './refs.ts';
import { fetch, formerTips, push, remote, remoteBranches, remoteTip } from './remote.ts';
import { type EmbeddedRepository, findRepository } from './repository.ts';
import { requireCommit, requireTree, resolveCommit } from './resolve.ts';
import { snapshot } from './snapshot.ts';
import { listFiles } from './trees.ts';
import { withheld } from './withheld.ts';

/**
 * The repository that a folder is in; undefined if it is in none. The port without the `git` program: no hooks,
 * no signatures, no filters and other conversions by attributes, and submodules stay as they are. Remotes are reached over http(s), with the
 * credentials of their address, or those of the environment variables GIT_USERNAME and GIT_PASSWORD.
 */
export async function openEmbeddedGit(fs: GitFileSystem, folder: string, env: Environment): Promise<Git | undefined> {
  const repository = findRepository(fs, folder, env);
  return repository && embeddedGit(repository);
}

function embeddedGit(repository: EmbeddedRepository): Git {
  return {
    implementation: 'embedded',
    root: repository.root,
    folder: repository.folder,
    head: async () => readHead(repository),
    config: async (key) => repository.config().get(key),
    resolve: async (ref) => resolveCommit(repository, ref),
    async tree(commit, folders) {
      return sortByPath(listFiles(repository.trees, requireTree(repository, commit), folders));
    },
    index: async (folders) => index(repository, folders),
    absent: async (folders) => absent(repository, folders),
    async blobs(ids) {
      const contents = new Map<string, Uint8Array>();
      for (const id of new Set(ids)) {
        const object = repository.objects.read(id);
        if (object === undefined) throw new Error(`no such object: ${id}`);
        contents.set(id, object.content);
      }
      return contents;
    },
    changes: async (folders) => changes(repository, folders),
    snapshot: async (folders) => snapshot(repository, folders),
    withheld: async (paths) => withheld(repository, paths),
    commit: (options) => commitTree(repository, options),
    writeCommit: async (options) => writeCommit(repository, options),
    writeTree: async (base, changed) => writeTree(repository, base, changed),
    moveTo: (commit) => moveTo(repository, commit),
    switchHere: async (branch) => switchHere(repository, branch),
    commitInfo: async (id) => requireCommit(repository, id),
    history: async (bases, tip, folders) => history(repository, bases, tip, folders),
    ancestors: async (tip, most) => ancestors(repository, tip, most),
    fileHistory: async (tip, paths) => fileHistory(repository, tip, paths),
    mergeBase: async (a, b) => mergeBase(repository, a, b),
    remote: async (branch) => remote(repository, branch),
    fetch: (name, branch) => fetch(repository, name, branch),
    remoteTip: async (name, branch) => remoteTip(repository, name, branch),
    formerTips: async (name, branch) => formerTips(repository, name, branch),
    remoteBranches: (name) => remoteBranches(repository, name),
    push: (name, commit, branch, seen) => push(repository, name, commit, branch, seen),
    operation: async () => operation(repository),
    isPaused: async () => isPaused(repository),
    conflicts: async () => conflicts(repository),
    proceed: async (paths) => proceed(repository, paths),
  };
}

const folders = ['info', 'objects/info', 'objects/pack', 'refs/heads', 'refs/tags'];

const settings = `[core]
\trepositoryformatversion = 0
\tfilemode = ${process.platform !== 'win32'}
\tbare = false
\tlogallrefupdates = true
`;

/** Makes an empty repository, as `git init` does. One that is there stays as it is. */
export function createRepository(fs: GitFileSystem, folder: string, branch: string): void {
  const gitFolder = join(folder, '.git');
  if (fs.existsSync(join(gitFolder, 'HEAD'))) return;
  for (const name of folders) fs.mkdirSync(join(gitFolder, name), { recursive: true });
  fs.writeFileSync(join(gitFolder, 'config'), settings, { flag: 'wx' });
  fs.writeFileSync(join(gitFolder, 'HEAD'), `ref: refs/heads/${branch}\n`, { flag: 'wx' });
}
