import type { Git } from '../../ports/git.ts';
import type { Environment } from '../git-common/environment.ts';
import { changes } from './changes.ts';
import { commitTree } from './commit.ts';
import { fileHistory } from './file-history.ts';
import { ancestors, commitInfo, history, mergeBase } from './history.ts';
import { mayMarkFiles } from './index-file.ts';
import { moveTo, switchHere } from './move.ts';
import { conflicts, isPaused, operation, proceed } from './operation.ts';
import type { Program } from './program.ts';
import { absent, blobs, config, head, index, resolve, tree } from './read.ts';
import { remember } from './remember.ts';
import { fetch, formerTips, push, remote, remoteBranches, remoteTip } from './remote.ts';
import { snapshot } from './snapshot.ts';
import { withheld } from './withheld.ts';
import { writeCommit, writeTree } from './write-commit.ts';

/** Where a repository is, and the program that works on it in the root of the work tree. */
export interface GitRepository {
  readonly root: string;
  /** The common Git folder, with the objects and the branches. */
  readonly folder: string;
  /** The Git folder of this work tree, with HEAD and the index. */
  readonly gitFolder: string;
  readonly env: Environment;
  readonly program: Program;
}

/** The port, by the `git` program: a few processes for each call, never one for each file. */
export function nativeGit(repository: GitRepository): Git {
  const { program } = repository;
  const remembered = remember({
    resolve: (ref) => resolve(program, ref),
    tree: (commit, folders) => tree(program, commit, folders),
    commitInfo: (id) => commitInfo(program, id),
    ancestors: (tip, most) => ancestors(program, tip, most),
    fetch: (name, branch) => fetch(program, name, branch),
  });
  return {
    ...remembered,
    implementation: 'native',
    root: repository.root,
    folder: repository.folder,
    head: () => head(program),
    config: (key) => config(program, key),
    index: (folders) => index(program, folders),
    absent: async (folders) => (mayMarkFiles(repository.gitFolder) ? absent(program, folders) : []),
    blobs: (ids) => blobs(program, ids),
    changes: (folders) => changes(repository, folders),
    snapshot: (folders) => snapshot(repository, folders),
    withheld: (paths) => withheld(repository, paths),
    commit: (options) => commitTree(repository, options),
    writeCommit: (options) => writeCommit(repository, options),
    writeTree: (base, changed) => writeTree(repository, base, changed),
    moveTo: (commit) => moveTo(repository, commit),
    switchHere: (branch) => switchHere(program, branch),
    history: (bases, tip, folders) => history(program, bases, tip, folders),
    fileHistory: (tip, paths) => fileHistory(program, tip, paths),
    mergeBase: (a, b) => mergeBase(program, a, b),
    remote: (branch) => remote(program, branch),
    remoteTip: (name, branch) => remoteTip(program, name, branch),
    formerTips: (name, branch) => formerTips(program, name, branch),
    remoteBranches: (name) => remoteBranches(program, name),
    push: (name, commit, branch, seen) => push(program, name, commit, branch, seen),
    operation: async () => operation(repository),
    isPaused: async () => isPaused(repository),
    conflicts: () => conflicts(program),
    proceed: (paths) => proceed(repository, paths),
  };
}
